// With scripts findings and figures can be decided here; what was decided is saved as a file that `crosscheck review --take` reads.
(() => {
  const { questions, outcomes } = JSON.parse(document.getElementById("data").textContent);
  if (questions.length === 0) return;
  const decided = new Map();
  const made = (name, text, attributes = {}) => {
    const element = document.createElement(name);
    element.textContent = text;
    Object.assign(element, attributes);
    return element;
  };
  const bar = made("p", "", { className: "decisions", hidden: true });
  const count = made("span", "");
  count.setAttribute("role", "status");
  const who = made("input", "", { id: "reviewer", autocomplete: "name" });
  const save = made("button", "Save decisions", { type: "button" });
  bar.append(count, " ", made("label", "by", { htmlFor: "reviewer" }), " ", who, " ", save);
  document.getElementById("content").after(bar);

  const tell = () => {
    count.textContent = decided.size === 1 ? "1 decision" : `${decided.size} decisions`;
    bar.hidden = decided.size === 0;
  };
  for (const question of questions) {
    const element = document.getElementById(question.element);
    if (!element) continue;
    const form = made("details", "", { className: "decide" });
    const id = `d-${question.element}`;
    const select = made("select", "", { id });
    select.add(new Option("…", ""));
    question.quotes.forEach((_, at) => select.add(new Option(question.quotes.length === 1 ? "right as it is" : `passage ${at + 1} is right`, `prefer-${at + 1}`)));
    outcomes.forEach(([name, words]) => select.add(new Option(words, name)));
    const why = made("input", "", { id: `${id}-why` });
    form.append(made("summary", "Decide"), made("label", "it is", { htmlFor: id }), " ", select, " ", made("label", "because", { htmlFor: why.id }), " ", why);
    const change = () => {
      if (select.value) decided.set(question.fingerprint, { outcome: select.value, reason: why.value.trim() });
      else decided.delete(question.fingerprint);
      element.classList.toggle("decided", select.value !== "");
      tell();
    };
    select.addEventListener("change", change);
    why.addEventListener("input", change);
    element.append(form);
  }
  save.addEventListener("click", () => {
    const time = `${new Date().toISOString().slice(0, 19)}Z`;
    const reviewer = who.value.trim() || "unknown";
    const decisions = questions.filter((it) => decided.has(it.fingerprint)).map(({ fingerprint, rule, message, quotes }) => ({ fingerprint, rule, message, ...decided.get(fingerprint), reviewer, time, quotes }));
    const link = document.createElement("a");
    // JSON is YAML, but for characters that YAML wants named.
    const text = JSON.stringify({ decisions }, null, 2).replace(/[\x7f-\x9f\ufeff\ufffe\uffff]/g, (it) => `\\u${it.charCodeAt(0).toString(16).padStart(4, "0")}`);
    link.href = URL.createObjectURL(new Blob([`${text}\n`]));
    link.download = "decisions.yaml";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });
})();
