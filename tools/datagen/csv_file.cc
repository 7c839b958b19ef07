#include "tools/datagen/csv_file.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"

namespace creditproof::datagen {
namespace {

constexpr std::size_t kFlushBytes = 1 << 20;

}  // namespace

CsvFile::CsvFile(const std::filesystem::path& file, intake::Encoding encoding)
    : out_(file, std::ios::binary), encoding_(encoding) {
  if (encoding == intake::Encoding::kUtf8Bom) buffer_ = "\xEF\xBB\xBF";
}

void CsvFile::Write(const Cells& cells) {
  const char* separator = "";
  for (const std::string& cell : cells) {
    buffer_ += separator;
    separator = ",";
    if (cell.find_first_of(",\"\r\n") == std::string::npos) {
      buffer_ += cell;
    } else {
      absl::StrAppend(&buffer_, "\"",
                      absl::StrReplaceAll(cell, {{"\"", "\"\""}}), "\"");
    }
  }
  buffer_ += "\r\n";
  if (buffer_.size() >= kFlushBytes) Flush();
}

void CsvFile::Flush() {
  const std::string bytes = intake::Encode(buffer_, encoding_);
  out_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  buffer_.clear();
}

absl::Status CsvFile::Close() {
  Flush();
  out_.close();
  if (!out_) return absl::UnavailableError("the file cannot be written");
  return absl::OkStatus();
}

}  // namespace creditproof::datagen
