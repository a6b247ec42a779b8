find_package(benchmark REQUIRED)
add_executable(repair_bench ${CMAKE_CURRENT_LIST_DIR}/repair_bench.cpp)
target_link_libraries(repair_bench PRIVATE atagande::repair atagande_build_settings benchmark::benchmark_main)
target_compile_definitions(repair_bench PRIVATE ATAGANDE_SOURCE_ROOT="${CMAKE_SOURCE_DIR}")
