// Without this script everything can be read; with it the claims can be searched and sorted, and the address keeps how.
(() => {
  const table = document.getElementById("table");
  const body = table.tBodies[0];
  const rows = [...body.rows].map((row) => ({ row, text: row.textContent.toLowerCase() }));
  const input = document.getElementById("q");
  const hits = document.getElementById("hits");
  const heads = [...table.tHead.rows[0].cells];
  let column = -1;
  let down = false;

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
      it.row.hidden = !words.every((word) => it.text.includes(word));
      shown += it.row.hidden ? 0 : 1;
    }
    hits.textContent = words.length ? `${shown} of ${rows.length}` : `${rows.length} claims`;
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
    if (column >= 0) state.set("sort", `${down ? "-" : ""}${column}`);
    history.replaceState(null, "", state.size ? `#claims?${state}` : location.pathname + location.search);
  };
  const read = () => {
    const [place, state] = location.hash.slice(1).split("?");
    if (place === "claims" && state) {
      const wanted = new URLSearchParams(state);
      const by = wanted.get("sort") ?? "-1";
      input.value = wanted.get("q") ?? "";
      down = by.startsWith("-") && by !== "-1";
      column = by === "-1" ? -1 : Number(by.replace("-", ""));
      document.getElementById("claims").scrollIntoView();
    } else if (place) {
      // A figure may stand in a text that is folded.
      document.getElementById(place)?.closest("details")?.setAttribute("open", "");
      document.getElementById(place)?.scrollIntoView();
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
  input.addEventListener("input", () => {
    show();
    keep();
  });
  document.querySelector(".search").hidden = false;
  addEventListener("hashchange", read);
  addEventListener("beforeprint", () => document.querySelectorAll("#texts details").forEach((it) => it.setAttribute("open", "")));
  read();
})();
