// check_page.mjs PAGE.html ...: opens pages in headless Chromium, wide and narrow, light and dark,
// and in print, and fails on what axe-core objects to, on a page wider than its window, on
// anything fetched, and on any script. Exit status 77: skipped, because Chromium or the packages
// of package.json are not installed ("npm ci" in this folder).

import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const SKIPPED = 77;
const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
const VIEWS = [
    { name: "wide, light", width: 1280, colorScheme: "light" },
    { name: "wide, dark", width: 1280, colorScheme: "dark" },
    { name: "narrow, light", width: 320, colorScheme: "light" },
    { name: "narrow, dark", width: 320, colorScheme: "dark" },
    { name: "print", width: 800, colorScheme: "light", media: "print" },
];
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

function skip(reason) {
    console.error(`SKIPPED, pages were not looked at: ${reason}`);
    process.exit(SKIPPED);
}

async function load() {
    if (!existsSync(CHROMIUM)) skip(`no Chromium at ${CHROMIUM}`);
    try {
        const { chromium } = await import("playwright-core");
        return { chromium, axe: createRequire(import.meta.url).resolve("axe-core/axe.min.js") };
    } catch {
        skip("run \"npm ci\" in tests/pages first");
    }
}

/** What is wrong with the page as it stands, as sentences. */
async function look(page, axe) {
    const problems = [];
    const widths = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    if (widths[0] > widths[1]) problems.push(`is ${widths[0]} pixels wide in a window of ${widths[1]}`);
    const scripts = await page.evaluate(() => document.scripts.length);
    if (scripts > 0) problems.push(`has ${scripts} scripts`);
    await page.addScriptTag({ path: axe });
    const results = await page.evaluate(
        (values) => window.axe.run({ runOnly: { type: "tag", values } }), RULES);
    if (results.passes.length < 15) problems.push("gave axe-core too little to look at");
    for (const violation of results.violations)
        for (const node of violation.nodes)
            problems.push(`${violation.id}: ${violation.help} (${node.target.join(" ")})`);
    return problems;
}

async function check(browser, file, view, axe) {
    const url = pathToFileURL(resolve(file)).href;
    // The page's own policy forbids scripts, axe-core's too: it is let in for the look alone.
    const context = await browser.newContext({
        viewport: { width: view.width, height: 900 }, colorScheme: view.colorScheme, bypassCSP: true });
    const page = await context.newPage();
    const problems = [];
    page.on("request", (request) => {
        if (request.url() !== url) problems.push(`asks for ${request.url()}`);
    });
    page.on("console", (message) => problems.push(`says "${message.text()}"`));
    await page.goto(url);
    if (view.media) await page.emulateMedia({ media: view.media });
    await page.evaluate(() => document.querySelectorAll("details").forEach((d) => { d.open = true; }));
    problems.push(...await look(page, axe));
    await context.close();
    return problems.map((problem) => `${file}, ${view.name}: ${problem}`);
}

async function checkPrint(browser, file) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(pathToFileURL(resolve(file)).href);
    const pdf = await page.pdf({ format: "Letter" });
    await page.emulateMedia({ media: "print" });
    const marked = await page.evaluate(() => {
        const mark = document.querySelector(".print-mark");
        return mark !== null && getComputedStyle(mark).position === "fixed";
    });
    await context.close();
    const problems = [];
    if (pdf.length < 10000) problems.push(`${file}: prints to nothing`);
    if (file.includes("unsuppressed") && !marked) problems.push(`${file}: is not marked on every printed page`);
    return problems;
}

const files = process.argv.slice(2);
if (files.length === 0) {
    console.error("usage: check_page.mjs PAGE.html ...");
    process.exit(64);
}
const { chromium, axe } = await load();
const browser = await chromium.launch({
    executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
const problems = [];
for (const file of files) {
    for (const view of VIEWS) problems.push(...await check(browser, file, view, axe));
    problems.push(...await checkPrint(browser, file));
}
await browser.close();
problems.forEach((problem) => console.error(problem));
console.log(`${files.length} pages, ${VIEWS.length} views each: ${problems.length} problems`);
process.exit(problems.length === 0 ? 0 : 1);
