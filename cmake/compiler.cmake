# What every source file is compiled and linked with.

add_compile_options(-include ${PROJECT_SOURCE_DIR}/base/build.h)
add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wformat=2 -Wstrict-prototypes
    -Wmissing-prototypes -Wwrite-strings -Wvla -Wundef -Wpointer-arith)
add_compile_options(-ffile-prefix-map=${PROJECT_SOURCE_DIR}/= -fno-strict-overflow)
if(WARNINGS_ARE_ERRORS)
    add_compile_options(-Werror)
endif()

if(SANITIZE STREQUAL "thread")
    add_compile_options(-fsanitize=thread -fno-omit-frame-pointer)
    add_link_options(-fsanitize=thread)
elseif(SANITIZE)
    add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all
        -fno-omit-frame-pointer)
    add_link_options(-fsanitize=address,undefined)
elseif(CMAKE_BUILD_TYPE STREQUAL "Release")
    # Hardening: what Debian's own packages are built with, and a little more.
    set(CMAKE_C_FLAGS_RELEASE "-O2 -g -DNDEBUG")
    set(CMAKE_POSITION_INDEPENDENT_CODE ON)
    add_compile_options(-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -fstack-protector-strong
        -fstack-clash-protection -fcf-protection=full)
    add_link_options(-pie -Wl,-z,relro,-z,now,-z,noexecstack)
endif()

if(FUZZ)
    add_compile_options(-fsanitize=fuzzer-no-link)
endif()

# base/fault_point.h tells what they are. Never in what is released.
if(FAULT_POINTS)
    add_compile_definitions(FAULT_POINTS)
endif()
