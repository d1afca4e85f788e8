// What a reader of the HTML report does, done by a program. Run by .ci/browser.
import assert from "node:assert/strict";
import { existsSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, pictures] = process.argv.slice(2);
const require = createRequire(import.meta.url);
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
let checks = 0;
const check = (found, wanted, what) => {
  assert.deepEqual(found, wanted, what);
  checks += 1;
};

/** Opens a report and tells what went wrong and what it asked for while it was open. */
const open = async (name, options = {}) => {
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, ...options });
  const page = await context.newPage();
  const faults = [];
  const asked = [];
  page.on("console", (it) => ["error", "warning"].includes(it.type()) && faults.push(it.text()));
  page.on("pageerror", (it) => faults.push(String(it)));
  context.on("request", (it) => asked.push(it.url()));
  const url = pathToFileURL(resolve(folder, `${name}.html`)).href;
  await page.goto(url);
  const close = async () => {
    check(faults, [], `${name}: nothing on the console`);
    check(asked.filter((it) => it !== url && !it.startsWith(`blob:`)), [], `${name}: no request leaves the page`);
    await context.close();
  };
  return { page, url, close };
};

/** What axe-core objects to. */
const objections = async (page) => {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document));
  return violations.flatMap((it) => it.nodes.map((node) => `${it.id}: ${node.html.slice(0, 120)}`));
};

for (const name of ["sources", "draft", "data"]) {
  for (const options of [{ colorScheme: "light" }, { colorScheme: "dark" }, { colorScheme: "dark", viewport: { width: 390, height: 844 } }]) {
    const { page, close } = await open(name, options);
    await page.evaluate(() => document.querySelectorAll("details").forEach((it) => it.setAttribute("open", "")));
    check(await objections(page), [], `${name} ${JSON.stringify(options)}: accessible`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    check(wide, 0, `${name} ${JSON.stringify(options)}: no sideways scrolling`);
    await close();
  }
}

{
  const { page, url, close } = await open("sources");
  const record = JSON.parse(await page.locator("#data").textContent());
  const findings = record.report.findings.filter((it) => it.status === "new");
  check(await page.locator("#findings .card").count(), findings.length, "a card a finding");
  check(await page.locator("#findings .card figure").count(), findings.reduce((sum, it) => sum + it.locations.length, 0), "a passage a place");
  const rows = page.locator("#table tbody tr");
  const shown = page.locator("#table tbody tr:visible");
  check(await rows.count(), record.claims.length, "a row a claim");

  // Parts are folded until somebody wants them.
  check(await shown.count(), 0, "the claims are folded");
  await page.locator("#claims summary").first().click();

  // Search, facets and sort, which the address keeps.
  await page.fill("#q", "68,000");
  const found = record.claims.filter((it) => it.text.includes("68,000")).length;
  check(found > 0, true, "something to find");
  check(await shown.count(), found, "searched");
  check(await page.locator("#hits").textContent(), `${found} of ${record.claims.length}`, "hits are told");
  check(new URL(page.url()).hash, "#claims?q=68%2C000", "the address has the search");
  await page.fill("#q", "");
  const unit = record.claims.find((it) => it.unit).unit;
  await page.getByLabel("counts", { exact: true }).selectOption(unit);
  check(await shown.count(), record.claims.filter((it) => it.unit === unit).length, "one facet");
  await page.getByRole("button", { name: "figure", exact: true }).click();
  await page.getByRole("button", { name: "figure", exact: true }).click();
  const numbers = await shown.locator("th").evaluateAll((all) => all.map((it) => it.dataset.n).filter(Boolean).map(Number));
  check(numbers, [...numbers].sort((a, b) => b - a), "sorted, the greatest first");
  const address = page.url();
  const texts = await shown.allTextContents();
  await page.goto("about:blank");
  await page.goto(address);
  check(await shown.allTextContents(), texts, "the address brings it back");

  // A link to a figure opens the text that holds it.
  await page.goto(url);
  await page.locator("#findings .card a").first().click();
  check(await page.locator("mark:target").isVisible(), true, "the figure in its text");

  // Findings are filtered, parts unfolded at once.
  await page.goto(url);
  const cards = page.locator("#findings .card:visible");
  await page.getByLabel("severity", { exact: true }).selectOption("note");
  check(await cards.count(), findings.filter((it) => it.severity === "note").length, "notes alone");
  await page.getByLabel("severity", { exact: true }).selectOption("");
  check(await cards.count(), findings.length, "all of them again");
  await page.getByRole("button", { name: "Expand all" }).click();
  check(await page.locator(".part > details:not([open])").count(), 0, "all parts unfolded");
  await page.getByRole("button", { name: "Fold all" }).click();
  check(await page.locator(".part > details[open]").count(), 0, "all parts folded");

  // The keyboard reaches the report first.
  await page.goto("about:blank");
  await page.goto(url);
  await page.keyboard.press("Tab");
  check(await page.evaluate(() => document.activeElement.textContent), "Skip to the report", "the first stop");

  // What is saved is what programs read.
  await page.locator("#claims summary").first().click();
  for (const [file, wanted] of [
    ["report.json", (text) => check(JSON.parse(text), record.report, "the report as JSON")],
    ["claims.jsonl", (text) => check(text.trim().split("\n").map((it) => JSON.parse(it)), record.claims, "the claims as JSON lines")],
    ["claims.csv", (text) => check(text.trim().split("\r\n").length, record.claims.length + 1, "the claims as CSV")],
  ]) {
    const [download] = await Promise.all([page.waitForEvent("download"), page.click(`[data-save="${file}"]`)]);
    check(download.suggestedFilename(), file, "the file's name");
    wanted(readFileSync(await download.path(), "utf8"));
  }

  // On paper: A4, and what is open.
  const pdf = resolve(folder, "sources.pdf");
  await page.pdf({ path: pdf, preferCSSPageSize: true });
  check(statSync(pdf).size > 20000, true, "printed");
  check(readFileSync(pdf, "latin1").startsWith("%PDF-"), true, "a PDF");
  await close();
}

{
  // Without scripts everything is there to read, and nothing that would not work.
  const { page, close } = await open("sources", { javaScriptEnabled: false });
  check((await page.locator("#findings .card").count()) > 0, true, "cards without scripts");
  await page.locator("#claims summary").first().click();
  check((await page.locator("#table tbody tr:visible").count()) > 0, true, "claims without scripts");
  check(await page.locator(".search:visible").count(), 0, "no search without scripts");
  await page.locator("#texts summary").first().click();
  await page.locator("#texts details details summary").first().click();
  check(await page.locator("#texts details details .text").first().isVisible(), true, "texts without scripts");
  await close();
}

/** How many pages a PDF has. */
const pages = (path) => readFileSync(path, "latin1").match(/\/Type\s*\/Page[^s]/g).length;

{
  // A draft is walked through with nothing but the keyboard.
  const { page, url, close } = await open("draft");
  const coverage = JSON.parse(await page.locator("#data").textContent()).report.coverage;
  const problems = coverage.flatMap((it, at) => (it.status === "supported" && !it.disputed ? [] : [at + 1]));
  check(await page.locator(".fig").count(), coverage.length, "every figure is marked");
  check(await page.locator(".answer:visible").count(), 0, "no answer before one is asked for");
  check(await page.locator("#left").textContent(), `${problems.length} of ${problems.length} left to look at`, "what is left");
  const hash = () => new URL(page.url()).hash;
  for (const number of problems) {
    await page.keyboard.press("n");
    check(hash(), `#a-${number}`, "the next problem");
    check(await page.locator(".answer:visible").count(), 1, "one answer at a time");
    check(await page.evaluate(() => document.activeElement.id), `a-${number}`, "the answer has the focus");
  }
  await page.keyboard.press("p");
  check(hash(), `#a-${problems.at(-2)}`, "the one before");
  await page.keyboard.press("d");
  check(await page.locator("#left").textContent(), `${problems.length - 1} of ${problems.length} left to look at`, "one is dealt with");
  await page.keyboard.press("Escape");
  check(hash(), `#m-${problems.at(-2)}`, "back in the draft");
  const wrong = coverage.findIndex((it) => it.status === "contradicted") + 1;
  await page.locator(`#m-${wrong}`).click();
  check(await page.locator(`#a-${wrong} blockquote mark`).textContent(), coverage[wrong - 1].locations[0].text, "the source's figure in its sentence");
  await page.locator(`#a-${wrong} figcaption a`).click();
  check(await page.locator("mark:target").isVisible(), true, "the figure in its source");
  await page.getByRole("button", { name: "supported", exact: false }).last().click();
  check(await page.locator(".fig:not(.dim)").count(), coverage.length - problems.length, "one state alone");

  // What is decided here is a file that the program takes over.
  const { questions } = JSON.parse(await page.locator("#data").textContent());
  const question = questions.find((it) => it.rule === "unsupported-figure");
  await page.goto("about:blank");
  await page.goto(`${url}#${question.element}`);
  const answer = page.locator(`#${question.element}`);
  check(await page.locator(".decisions:visible").count(), 0, "nothing to save yet");
  await answer.getByText("Decide", { exact: true }).click();
  await answer.getByLabel("it is").selectOption("unsourced");
  await answer.getByLabel("because").fill("our own \"count\"");
  await page.getByLabel("by", { exact: true }).fill("Ada");
  check(await page.locator(".decisions span").textContent(), "1 decision", "how many there are");
  const [saved] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save decisions" }).click()]);
  await saved.saveAs(resolve(folder, "decisions.yaml"));
  const [decision] = JSON.parse(readFileSync(resolve(folder, "decisions.yaml"), "utf8")).decisions;
  check([decision.fingerprint, decision.outcome, decision.reason, decision.reviewer], [question.fingerprint, "unsourced", "our own \"count\"", "Ada"], "the decision");

  // On paper: the draft and a page more.
  await page.goto("about:blank");
  await page.goto(url);
  const pdf = resolve(folder, "draft.pdf");
  await page.pdf({ path: pdf, preferCSSPageSize: true });
  check(pages(pdf) <= 2, true, "a draft of one page is printed on two");
  await close();
}

{
  // Without scripts a figure opens its answer as well.
  const { page, close } = await open("draft", { javaScriptEnabled: false });
  await page.locator(".fig.contradicted").first().click();
  check(await page.locator(".answer:visible").count(), 1, "an answer without scripts");
  check(await page.locator("#marked button:visible").count(), 0, "and no button that does nothing");
  await close();
}

if (existsSync(resolve(folder, "many.html"))) {
  // Many sources: something to read within a second.
  const { page, close } = await open("many");
  const painted = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime);
  console.log(`62 sources: first paint after ${Math.round(painted)} ms`);
  check(painted < 1000, true, "painted within a second");
  await close();
}

if (pictures === "--pictures") {
  for (const [file, options] of [
    ["report-light.png", { colorScheme: "light", viewport: { width: 1100, height: 860 } }],
    ["report-dark.png", { colorScheme: "dark", viewport: { width: 1100, height: 860 } }],
    ["report-phone.png", { colorScheme: "dark", viewport: { width: 390, height: 844 } }],
  ]) {
    const { page, url, close } = await open("draft", options);
    await page.goto(`${url}#a-3`);
    await page.screenshot({ path: `docs/${file}` });
    await close();
  }
}
await browser.close();
console.log(`${checks} checks of the HTML report passed`);
