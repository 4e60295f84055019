"""pgloader: the same bytes into text tables, as its own command files say it."""

from measure import Failure, run

COMMAND = """LOAD CSV FROM '{file}' ({names})
     INTO postgresql://{user}@unix:{socket}:5432/{database}
     TARGET TABLE public.{table} ({names})
     WITH fields terminated by ',', fields optionally enclosed by '"', fields escaped by double-quote,
          workers = 2, concurrency = 1
      SET client_encoding TO 'utf8', work_mem TO '16MB';
"""


def load(server, work, folder, columns, rows):
    name = "bench_pgloader"
    env = server.fresh_database(name)
    server.psql(*(f"CREATE TABLE {extract} ({', '.join(n + ' text' for n in names)})"
                  for extract, names in columns.items()), env=env)
    script = work / "pgloader.load"
    script.write_text("\n".join(
        COMMAND.format(file=folder / extract, names=", ".join(names), user=env["PGUSER"],
                       socket=env["PGHOST"], database=name, table=extract.lower())
        for extract, names in columns.items()))
    figure = run(["pgloader", "--quiet", "--root-dir", work / "pgloader", script], env=env)
    for extract, count in rows.items():
        found = server.number(env, f"SELECT count(*) FROM {extract}")
        if found != count:
            raise Failure(f"pgloader: {found} rows of {extract} instead of {count}")
    server.drop(name)
    return figure
