// With scripts the draft can be walked through by keys, filtered by what is said of its figures, and ticked off.
(() => {
  const section = document.getElementById("marked");
  if (!section) return;
  const problems = [...section.querySelectorAll(".answer.problem")].map((it) => it.id.slice(2));
  const done = new Set();
  const figure = (number) => document.getElementById(`m-${number}`);
  const current = () => (location.hash.startsWith("#a-") ? location.hash.slice(3) : null);

  const left = () => {
    const open = problems.filter((it) => !done.has(it)).length;
    const all = problems.length;
    section.querySelector("#left").textContent = all === 0 ? "No figure needs a look." : `${open} of ${all} left to look at`;
  };
  const follow = () => {
    const at = current();
    section.querySelectorAll(".fig.current").forEach((it) => it.classList.remove("current"));
    if (at === null || !figure(at)) return;
    figure(at).classList.add("current");
    figure(at).scrollIntoView({ block: "nearest" });
    document.getElementById(`a-${at}`).focus({ preventScroll: true });
    section.querySelector(".answers").scrollTop = 0;
  };
  const walk = (by) => {
    const open = problems.filter((it) => !done.has(it) && !figure(it)?.classList.contains("dim"));
    if (open.length === 0) return;
    const at = Number(current() ?? (by > 0 ? 0 : Infinity));
    const next = by > 0 ? open.find((it) => Number(it) > at) : [...open].reverse().find((it) => Number(it) < at);
    location.hash = `a-${next ?? (by > 0 ? open[0] : open.at(-1))}`;
  };
  const tick = (number) => {
    const button = section.querySelector(`[data-done="${number}"]`);
    if (!button) return;
    const isDone = !done.delete(number);
    if (isDone) done.add(number);
    button.setAttribute("aria-pressed", String(isDone));
    figure(number)?.classList.toggle("done", isDone);
    section.querySelector(`[data-problem="${number}"]`)?.classList.toggle("done", isDone);
    left();
  };

  section.querySelectorAll("[data-walk]").forEach((it) => it.addEventListener("click", () => walk(Number(it.dataset.walk))));
  section.querySelectorAll("[data-done]").forEach((it) => it.addEventListener("click", () => tick(it.dataset.done)));
  // A state that is chosen shows its figures alone.
  const chosen = new Set();
  section.querySelectorAll("[data-state]").forEach((it) => {
    const button = document.createElement("button");
    button.type = "button";
    button.setAttribute("aria-pressed", "false");
    button.append(...it.childNodes);
    button.addEventListener("click", () => {
      if (!chosen.delete(it.dataset.state)) chosen.add(it.dataset.state);
      button.setAttribute("aria-pressed", String(chosen.has(it.dataset.state)));
      section.querySelectorAll(".fig").forEach((of) => of.classList.toggle("dim", chosen.size > 0 && ![...chosen].some((name) => of.classList.contains(name))));
    });
    it.replaceChildren(button);
  });
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select, textarea")) return;
    if (event.key === "n") walk(1);
    else if (event.key === "p") walk(-1);
    else if (event.key === "d" && current() !== null) tick(current());
    else if (event.key === "Escape" && current() !== null) location.hash = `m-${current()}`;
  });
  addEventListener("hashchange", follow);
  section.querySelectorAll(".walk, .tick").forEach((it) => { it.hidden = false; });
  left();
  follow();
})();
