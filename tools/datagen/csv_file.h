// CSV as departments write it: CRLF, quotes where needed.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>

#include "absl/status/status.h"
#include "libs/intake/raw_rows.h"
#include "tools/datagen/rows.h"

namespace creditproof::datagen {

class CsvFile {
 public:
  CsvFile(const std::filesystem::path& file, intake::Encoding encoding);

  void Write(const Cells& cells);

  // Fails with UNAVAILABLE when anything could not be written.
  absl::Status Close();

 private:
  void Flush();

  std::ofstream out_;
  const intake::Encoding encoding_;
  std::string buffer_;
};

}  // namespace creditproof::datagen
