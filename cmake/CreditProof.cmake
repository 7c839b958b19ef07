# The three build verbs of this project. Every CMakeLists.txt is a list of calls
# to them; compiler flags and include paths are set nowhere else.

find_program(ccache ccache)
if(ccache)
  set(CMAKE_CXX_COMPILER_LAUNCHER
    ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${PROJECT_SOURCE_DIR}
    CCACHE_NOHASHDIR=1 CCACHE_SLOPPINESS=pch_defines,time_macros ${ccache})
endif()
find_program(mold mold)
if(mold)
  add_link_options(-fuse-ld=mold)
endif()

# One of "", "address,undefined", "thread", "address,undefined,fuzzer-no-link"; see CMakePresets.json.
set(CREDITPROOF_SANITIZE "" CACHE STRING "sanitizers to build with")
option(CREDITPROOF_FUZZ "fuzzers, which need clang")
option(CREDITPROOF_PCH "precompile what most units include" ON)
if(CREDITPROOF_SANITIZE)
  add_link_options(-fsanitize=${CREDITPROOF_SANITIZE})
endif()

add_library(cp_options INTERFACE)
target_compile_features(cp_options INTERFACE cxx_std_20)
target_compile_options(cp_options INTERFACE -Wall -Wextra -Wpedantic -Werror
                                            -Wshadow -Wconversion)
# gcc 12 sees overlaps and overruns in std::string's own code when it optimises
# (GCC bugs 105651, 105329), the latter where the header was precompiled.
target_compile_options(cp_options INTERFACE
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict;-Wno-array-bounds;-Wno-stringop-overflow;-Wno-stringop-overread>)
# To gcc, -Wconversion means widths and not signs.
target_compile_options(cp_options INTERFACE
  $<$<CXX_COMPILER_ID:Clang>:-Wno-sign-conversion>)
target_include_directories(cp_options INTERFACE ${PROJECT_SOURCE_DIR})
# So that all units agree with the precompiled header: gRPC asks for it.
target_compile_options(cp_options INTERFACE -pthread)

# Our code alone is instrumented; generated code is built as ever, and comes from
# the compiler cache.
if(CREDITPROOF_SANITIZE)
  target_compile_options(cp_options INTERFACE
    -fsanitize=${CREDITPROOF_SANITIZE} -O1 -fno-omit-frame-pointer
    -fno-sanitize-recover=all)
  # Protobuf's messages have another layout for who says so.
  target_compile_options(cp_options INTERFACE -U__SANITIZE_THREAD__)
endif()

# A row of a file is some hundred small strings: an allocator made for that costs
# a seventh less time than the C library's (docs/benchmarks.md). Sanitizers bring
# their own.
if(NOT CREDITPROOF_SANITIZE)
  target_link_libraries(cp_options INTERFACE mimalloc)
endif()

if(CREDITPROOF_PCH)
  add_library(cp_pch OBJECT ${PROJECT_SOURCE_DIR}/cmake/pch.cc)
  target_link_libraries(cp_pch PRIVATE cp_options protobuf::libprotobuf
                                       absl::flat_hash_map absl::str_format)
  target_precompile_headers(cp_pch PRIVATE ${PROJECT_SOURCE_DIR}/cmake/pch.h)
  # ccache must see the macros and not the words of the header.
  target_compile_options(cp_options INTERFACE -fpch-preprocess)
endif()

# For programs and libraries of ours.
function(cp_precompile name)
  if(CREDITPROOF_PCH)
    target_precompile_headers(${name} REUSE_FROM cp_pch)
  endif()
endfunction()

# cp_library(name [SRCS ...] [DEPS ...]): the static library cp::name.
function(cp_library name)
  cmake_parse_arguments(arg "" "" "SRCS;DEPS" ${ARGN})
  add_library(cp_${name} STATIC ${arg_SRCS})
  add_library(cp::${name} ALIAS cp_${name})
  target_link_libraries(cp_${name} PUBLIC ${arg_DEPS} PRIVATE cp_options)
  target_include_directories(cp_${name} PUBLIC ${PROJECT_SOURCE_DIR})
  target_compile_features(cp_${name} PUBLIC cxx_std_20)
  cp_precompile(cp_${name})
endfunction()

# Builds every test program labelled "unit".
add_custom_target(unit_tests)

# cp_test(name [LABEL label] [SRCS ...] [DEPS ...]): one Catch2 program, one
# CTest entry per TEST_CASE. The label is "unit", which is what runs under
# AddressSanitizer too, unless the program needs more than its own process, or
# is that of a service which only other services reach ("service").
function(cp_test name)
  cmake_parse_arguments(arg "" "LABEL" "SRCS;DEPS" ${ARGN})
  if(NOT arg_LABEL)
    set(arg_LABEL unit)
    add_dependencies(unit_tests ${name})
  endif()
  add_executable(${name} ${arg_SRCS})
  target_link_libraries(${name} PRIVATE ${arg_DEPS} Catch2::Catch2WithMain
                                        cp_options)
  cp_precompile(${name})
  catch_discover_tests(${name} TEST_PREFIX "${name}: "
                       PROPERTIES LABELS ${arg_LABEL})
endfunction()

# cp_proto_library(name [PROTOS ...] [SERVICES ...] [DEPS ...]): two libraries
# from files under proto/. cp::name holds the messages of all of them and links
# no gRPC; cp::name_grpc, made when there are SERVICES, holds their stubs.
# Warnings off: the code is not ours.
function(cp_proto_library name)
  cmake_parse_arguments(arg "" "" "PROTOS;SERVICES;DEPS" ${ARGN})
  set(gen ${PROJECT_BINARY_DIR}/gen)
  file(MAKE_DIRECTORY ${gen})
  set(protoc protobuf::protoc --proto_path=${PROJECT_SOURCE_DIR}/proto)
  foreach(proto IN LISTS arg_PROTOS arg_SERVICES)
    string(REGEX REPLACE "\\.proto$" "" stem ${proto})
    add_custom_command(
      OUTPUT ${gen}/${stem}.pb.cc ${gen}/${stem}.pb.h
      COMMAND ${protoc} --cpp_out=${gen} ${proto}
      DEPENDS ${PROJECT_SOURCE_DIR}/proto/${proto}
      VERBATIM)
    list(APPEND messages ${gen}/${stem}.pb.cc)
  endforeach()
  foreach(proto IN LISTS arg_SERVICES)
    string(REGEX REPLACE "\\.proto$" "" stem ${proto})
    add_custom_command(
      OUTPUT ${gen}/${stem}.grpc.pb.cc ${gen}/${stem}.grpc.pb.h
      COMMAND ${protoc} --grpc_out=${gen}
              --plugin=protoc-gen-grpc=$<TARGET_FILE:gRPC::grpc_cpp_plugin>
              ${proto}
      DEPENDS ${PROJECT_SOURCE_DIR}/proto/${proto}
      VERBATIM)
    list(APPEND stubs ${gen}/${stem}.grpc.pb.cc)
  endforeach()

  add_library(cp_${name} STATIC ${messages})
  add_library(cp::${name} ALIAS cp_${name})
  target_include_directories(cp_${name} SYSTEM PUBLIC ${gen})
  target_link_libraries(cp_${name} PUBLIC ${arg_DEPS} protobuf::libprotobuf)
  target_compile_features(cp_${name} PUBLIC cxx_std_20)
  if(stubs)
    add_library(cp_${name}_grpc STATIC ${stubs})
    add_library(cp::${name}_grpc ALIAS cp_${name}_grpc)
    target_link_libraries(cp_${name}_grpc PUBLIC cp_${name} gRPC::grpc++)
  endif()
endfunction()
