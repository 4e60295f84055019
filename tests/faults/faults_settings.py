"""The server, the database or the role has been set up in another way."""
from outcome import fault, must
from world import RERUN_STATUS

HOSTILE = {
    "DateStyle": "SQL, DMY", "IntervalStyle": "sql_standard", "TimeZone": "Asia/Kathmandu",
    "client_encoding": "LATIN1", "search_path": "nowhere", "standard_conforming_strings": "off",
    "bytea_output": "escape", "extra_float_digits": "-15", "transform_null_equals": "on",
    "quote_all_identifiers": "on", "backslash_quote": "on", "array_nulls": "off",
    "default_transaction_isolation": "serializable", "default_transaction_read_only": "on",
    "statement_timeout": "250ms", "lock_timeout": "20ms",
    "idle_in_transaction_session_timeout": "20ms", "jit": "on", "jit_above_cost": "0",
    "enable_hashjoin": "off", "enable_seqscan": "off", "work_mem": "64kB", "row_security": "off",
}
CONFIG = 78


@fault(quick=True)
def settings_are_hostile(world):
    trial = world.trial()
    trial.query("".join(f"ALTER DATABASE {trial.database} SET {name} = '{value}';\n"
                        if name not in ("search_path", "DateStyle") else
                        f"ALTER DATABASE {trial.database} SET {name} = {value};\n"
                        for name, value in HOSTILE.items()))
    status = trial.run_to_end(jobs=2)
    must(status == world.status, "ended with", status, trial.complaints())
    profile = trial.profile()
    trial.query("".join(f"SET default_transaction_read_only = off; ALTER DATABASE {trial.database} RESET ALL;"))
    trial.check_end()
    must(profile == world.profile, "the profile differs under these settings")
    trial.close()
    return f"{len(HOSTILE)} settings of the database, and the same end"


def from_nothing(world, trial):
    """init, directory and run in a database without anything."""
    for command in (("init",), ("directory", f"{world.work}/made/directory.txt")):
        must(trial.start(*command).wait() == 0, command[0], trial.complaints())
    status = trial.run_to_end()
    must(status in RERUN_STATUS, "ended with", status, trial.complaints())
    trial.check_end()


@fault()
def database_sorts_otherwise(world):
    """Turkish, with its own i; the order of words must not be the database's."""
    trial = world.trial("template0", "ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'tr-TR'")
    from_nothing(world, trial)
    trial.close()
    return "the same bytes from a database of another language"


@fault()
def database_knows_fewer_characters(world):
    for encoding in ("LATIN1", "SQL_ASCII"):
        trial = world.trial("template0", f"ENCODING '{encoding}' LOCALE 'C'")
        status = trial.start("init").wait()
        must(status == CONFIG, encoding, "ended with", status, trial.complaints())
        must("UTF8" in trial.complaints(), trial.complaints())
        trial.close()
    return "init says that the database must be UTF8, status 78"
