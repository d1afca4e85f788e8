// A list to choose one of several values from, with its label.
const choice = (id, name, values, changed) => {
  const label = document.createElement("label");
  const select = document.createElement("select");
  select.id = id;
  label.htmlFor = id;
  label.textContent = name;
  select.add(new Option("all", ""));
  values.forEach((it) => select.add(new Option(it, it)));
  select.addEventListener("change", changed);
  return [label, select];
};

// Without this script everything can be read; with it the claims can be searched and sorted, and the address keeps how.
(() => {
  const table = document.getElementById("table");
  const body = table.tBodies[0];
  const rows = [...body.rows].map((row) => ({ row, text: row.textContent.toLowerCase() }));
  const input = document.getElementById("q");
  const hits = document.getElementById("hits");
  const heads = [...table.tHead.rows[0].cells];
  // A facet: one of the values that a column has.
  const facets = [[1, "counts"], [2, "action"], [5, "source"]].map(([at, name]) => {
    const of = (row) => row.cells[at].textContent.trim().replace(at === 5 ? /:\d+$/ : /$^/, "");
    const values = [...new Set(rows.map((it) => of(it.row)))].filter(Boolean).sort();
    const [label, select] = choice(`facet-${name}`, name, values, () => {
      show();
      keep();
    });
    document.getElementById("facets").append(label, " ", select, " ");
    return { name, of, select };
  });
  let column = -1;
  let down = false;

  const unfold = (of) => {
    for (let it = of?.closest("details"); it; it = it.parentElement.closest("details")) it.setAttribute("open", "");
  };
  const value = (row, at) => {
    const cell = row.cells[at];
    return cell.dataset.n === undefined ? cell.textContent.trim() : Number(cell.dataset.n);
  };
  const before = (a, b) => {
    if (typeof a === "number" && typeof b === "number") return a - b;
    if (typeof a === typeof b) return a.localeCompare(b);
    return typeof a === "number" ? -1 : 1;
  };
  const show = () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const it of rows) {
      const fits = facets.every(({ of, select }) => !select.value || of(it.row) === select.value);
      it.row.hidden = !fits || !words.every((word) => it.text.includes(word));
      shown += it.row.hidden ? 0 : 1;
    }
    hits.textContent = shown < rows.length ? `${shown} of ${rows.length}` : `${rows.length} claims`;
  };
  const sort = () => {
    const order = column < 0 ? rows : [...rows].sort((a, b) => before(value(a.row, column), value(b.row, column)) * (down ? -1 : 1));
    body.append(...order.map((it) => it.row));
    heads.forEach((head, at) => {
      if (at === column) head.setAttribute("aria-sort", down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
  };
  const keep = () => {
    const state = new URLSearchParams();
    if (input.value) state.set("q", input.value);
    for (const { name, select } of facets) if (select.value) state.set(name, select.value);
    if (column >= 0) state.set("sort", `${down ? "-" : ""}${column}`);
    history.replaceState(null, "", state.size ? `#claims?${state}` : location.pathname + location.search);
  };
  const read = () => {
    const [place, state] = location.hash.slice(1).split("?");
    if (place === "claims" && state) {
      const wanted = new URLSearchParams(state);
      const by = wanted.get("sort") ?? "-1";
      input.value = wanted.get("q") ?? "";
      for (const { name, select } of facets) select.value = wanted.get(name) ?? "";
      down = by.startsWith("-") && by !== "-1";
      column = by === "-1" ? -1 : Number(by.replace("-", ""));
      unfold(document.getElementById("table"));
      document.getElementById("claims").scrollIntoView();
    } else if (place) {
      // A figure may stand in a text that is folded, in a part that is folded.
      const of = document.getElementById(place);
      unfold(of);
      of?.querySelector(":scope > details")?.setAttribute("open", "");
      of?.scrollIntoView();
    }
    show();
    sort();
  };

  heads.forEach((head, at) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    button.addEventListener("click", () => {
      down = column === at && !down;
      column = at;
      sort();
      keep();
    });
    head.replaceChildren(button);
  });
  // What begins as a formula does would be run by a program for spreadsheets; a signed number is none.
  const field = (text) => (/^([=@＝＠]|[+\-＋－](?![\d.,% ]*$))/.test(text) ? `'${text}` : text).replaceAll('"', '""');
  const cells = () => [...table.rows].map((row) => [...row.cells].map((it) => `"${field(it.textContent.trim())}"`).join(","));
  const files = {
    "report.json": () => JSON.stringify(JSON.parse(document.getElementById("data").textContent).report, null, 2),
    "claims.jsonl": () => JSON.parse(document.getElementById("data").textContent).claims.map((it) => JSON.stringify(it)).join("\n"),
    "claims.csv": () => cells().join("\r\n"),
  };
  document.querySelectorAll("[data-save]").forEach((button) => button.addEventListener("click", () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([`${files[button.dataset.save]()}\n`]));
    link.download = button.dataset.save;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }));
  input.addEventListener("input", () => {
    show();
    keep();
  });
  document.querySelector(".search").hidden = false;
  addEventListener("hashchange", read);
  read();
})();

// Parts are folded and unfolded at once, and findings are filtered.
(() => {
  const expand = document.getElementById("expand");
  const parts = document.querySelectorAll(".part > details");
  expand.addEventListener("click", () => {
    const isOpen = expand.getAttribute("aria-pressed") !== "true";
    expand.setAttribute("aria-pressed", String(isOpen));
    expand.textContent = isOpen ? "Fold all" : "Expand all";
    parts.forEach((it) => it.toggleAttribute("open", isOpen));
  });
  expand.parentElement.hidden = false;

  const filter = document.getElementById("filter");
  const cards = [...document.querySelectorAll("#findings .card")];
  if (!filter || cards.length < 2) return;
  const told = document.createElement("span");
  told.setAttribute("role", "status");
  const of = (card, name) => card.dataset[name].split("|");
  const selects = ["severity", "rule", "source"].map((name) => {
    const values = [...new Set(cards.flatMap((it) => of(it, name)))].sort();
    const [label, select] = choice(`only-${name}`, name, values, () => show());
    filter.append(label, select);
    return [name, select];
  });
  function show() {
    let shown = 0;
    for (const card of cards) {
      card.hidden = !selects.every(([name, select]) => !select.value || of(card, name).includes(select.value));
      shown += card.hidden ? 0 : 1;
    }
    told.textContent = shown < cards.length ? `${shown} of ${cards.length}` : "";
  }
  filter.append(told);
  filter.hidden = false;
})();
