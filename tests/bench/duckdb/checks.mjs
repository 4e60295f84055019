// Runs the statements of checks.sql on one SENR file and prints what they found as JSON, with the
// seconds that they took inside the process (its start is not in them).
//
//   node checks.mjs THREADS YEAR FILE DIRECTORY REFERENCE
import { readFileSync } from "node:fs";
import { DuckDBInstance } from "@duckdb/node-api";

const [threads, year, file, directory, reference] = process.argv.slice(2);
const first = Number(year.slice(0, 4));
const words = {
  file, directory, reference, year,
  year_start: `${first}-07-01`,
  window_end: `${first + 1}-08-15`,
};
const text = readFileSync(new URL("checks.sql", import.meta.url), "utf8")
  .replace(/^ *--.*$/gm, "")
  .replace(/\{(\w+)\}/g, (whole, name) => words[name] ?? whole);

const instance = await DuckDBInstance.create(":memory:", { threads });
const connection = await instance.connect();
const started = process.hrtime.bigint();
let rows = [];
for (const statement of text.split(/;\s*$/m).filter((part) => part.trim() !== "")) {
  const from = process.hrtime.bigint();
  rows = (await connection.runAndReadAll(statement)).getRowObjectsJson();
  if (process.env.BENCH_STATEMENTS)
    console.error(Number(process.hrtime.bigint() - from) / 1e9, statement.trim().slice(0, 60));
}
const seconds = Number(process.hrtime.bigint() - started) / 1e9;
const version = (await connection.runAndReadAll("SELECT version() AS v")).getRowObjectsJson()[0].v;
const found = Object.fromEntries(Object.entries(rows[0]).map(([name, n]) => [name, Number(n)]));
console.log(JSON.stringify({ version, seconds, found }));
