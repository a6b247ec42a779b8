add_executable(ocr_read ${CMAKE_CURRENT_LIST_DIR}/ocr_read.cpp)
target_link_libraries(ocr_read PRIVATE atagande::ocr atagande_build_settings)
