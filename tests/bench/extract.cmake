add_executable(extract_bench extract_bench.cpp)
target_include_directories(extract_bench PRIVATE ${CMAKE_SOURCE_DIR}/tests/extract)
target_link_libraries(extract_bench PRIVATE atagande::extract atagande::layout atagande_build_settings)
