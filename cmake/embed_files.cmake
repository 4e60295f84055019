# Run by embed(): -DROOT=<source tree> -DOUT=<path without ending> -DSTEM=<name> "-DFILES=a;b".
# Character constants rather than a string literal: no length limit, no sign conversion.

set(header "/* Generated from the files named below. Do not edit. */\n#include <stddef.h>\n\n")
set(source "/* Generated. Do not edit. */\n#include \"${STEM}.h\"\n\n")
set(list "")

foreach(file IN LISTS FILES)
    string(REGEX REPLACE "\\.[a-z]+$" "" name "${file}")
    string(MAKE_C_IDENTIFIER "${name}" name)
    get_filename_component(base "${file}" NAME)
    file(READ "${ROOT}/${file}" hex HEX)
    string(REGEX REPLACE "(..)" "'\\\\x\\1'," bytes "${hex}")
    string(APPEND header "extern const char ${name}[]; /* ${file} */\n")
    string(APPEND source "const char ${name}[] = {${bytes} 0};\n")
    string(APPEND list "    {\"${base}\", ${name}, sizeof ${name} - 1},\n")
endforeach()

string(APPEND header "\nstruct ${STEM}_file {\n    const char *name; /* without its folder */\n"
    "    const char *bytes;\n    size_t len;\n};\n\n/* All of them by path, ended by a NULL name. */\n"
    "extern const struct ${STEM}_file ${STEM}[];\n")
string(APPEND source "\nconst struct ${STEM}_file ${STEM}[] = {\n${list}    {NULL, NULL, 0},\n};\n")

file(WRITE "${OUT}.h" "${header}")
file(WRITE "${OUT}.c" "${source}")
