// A PDF in a folder of its own, and what other programs say of it: for tests.
#pragma once

#include <catch2/catch.hpp>
#include <cstdio>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "libs/base/files.h"
#include "libs/testing/temp_directory.h"

namespace creditproof::report {

struct PdfFolder {
  explicit PdfFolder(absl::string_view pdf) {
    REQUIRE(base::WriteFile(folder.path() / "report.pdf", pdf).ok());
  }

  // What `command` prints when it runs in the folder, where report.pdf is.
  std::string Output(absl::string_view command) const {
    const std::string line =
        absl::StrCat("cd ", folder.path().c_str(), " && ", command, " 2>&1");
    FILE* const pipe = popen(line.c_str(), "r");
    REQUIRE(pipe != nullptr);
    std::string output;
    for (int byte = fgetc(pipe); byte != EOF; byte = fgetc(pipe)) {
      output += static_cast<char>(byte);
    }
    pclose(pipe);
    return output;
  }

  testing::TempDirectory folder;
};

}  // namespace creditproof::report
