// duckdb.mjs FILE OUT: makes a table of a CSV as DuckDB does by itself, and writes its rows as text.
import { DuckDBInstance } from "@duckdb/node-api";
import { writeFileSync } from "node:fs";

const [, , path, out] = process.argv;
const quote = (text) => `"${String(text ?? "").replaceAll('"', '""')}"`;
try {
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    await connection.run(`CREATE TABLE peer AS FROM '${path}'`);
    const reader = await connection.runAndReadAll("SELECT COLUMNS(*)::VARCHAR FROM peer");
    const lines = [reader.columnNames(), ...reader.getRows()];
    writeFileSync(out, lines.map((line) => line.map(quote).join(",") + "\n").join(""));
} catch (error) {
    console.error(String(error.message ?? error).slice(0, 500));
    process.exitCode = 1;
}
