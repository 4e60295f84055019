# embed(<target> <stem> <glob>...) writes each file that the globs find as a
# constant array into the target: sql/load/current.sql becomes sql_load_current.
# <stem>.h declares them, and lists them as <stem>[] with name, bytes and length.

function(embed target stem)
    set(out ${CMAKE_CURRENT_BINARY_DIR}/embedded/${stem})
    file(GLOB files CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR} ${ARGN})
    list(SORT files)
    set(absolute ${files})
    list(TRANSFORM absolute PREPEND ${PROJECT_SOURCE_DIR}/)
    add_custom_command(OUTPUT ${out}.c ${out}.h
        COMMAND ${CMAKE_COMMAND} -DROOT=${PROJECT_SOURCE_DIR} -DOUT=${out} -DSTEM=${stem}
            "-DFILES=${files}" -P ${PROJECT_SOURCE_DIR}/cmake/embed_files.cmake
        DEPENDS ${absolute} ${PROJECT_SOURCE_DIR}/cmake/embed_files.cmake
        VERBATIM)
    target_sources(${target} PRIVATE ${out}.c ${out}.h)
    target_include_directories(${target} PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/embedded)
endfunction()
