#ifndef INGEST_WORDS_H
#define INGEST_WORDS_H

/* A header row of STAS and a row below it; a record of SENR by position. */
#define H "record_type,reporting_lea,school_of_attendance,academic_year,ssid,birth_date,gender"
#define R "STAS,0161259,0130229,2023-2024,1234567890,20100101,F"
#define P "SENR,A,,0161259,0130229,,2023-2024,1234567890"

/* What is often said of the beginning of a file. */
#define NEITHER                                                                                    \
    "the first line is neither a record that begins with a record type such as SENR nor a "        \
    "header row with the column names of an extract\n"
#define LACKS "! COLUMN_MISSING 1:0 "

#endif
