find_package(PkgConfig REQUIRED)
find_package(benchmark REQUIRED)
pkg_check_modules(RECOGNISE_BENCH REQUIRED IMPORTED_TARGET tesseract lept libcrypto)

add_executable(recognise_bench ${CMAKE_CURRENT_LIST_DIR}/recognise_bench.cpp)
target_link_libraries(recognise_bench PRIVATE atagande::recognise atagande_build_settings PkgConfig::RECOGNISE_BENCH
  benchmark::benchmark)

add_executable(recognise_oracle ${CMAKE_CURRENT_LIST_DIR}/recognise_oracle.cpp)
target_link_libraries(recognise_oracle PRIVATE atagande::recognise atagande_build_settings PkgConfig::RECOGNISE_BENCH)
