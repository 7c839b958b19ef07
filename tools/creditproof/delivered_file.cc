#include "tools/creditproof/delivered_file.h"

#include <filesystem>
#include <fstream>

#include "absl/strings/str_cat.h"
#include "libs/base/status_macros.h"

namespace creditproof::tool {
namespace {

constexpr std::size_t kPieceBytes = 256 << 10;

absl::Status Unreadable(const std::string& path) {
  return absl::UnavailableError(absl::StrCat("cannot read ", path));
}

}  // namespace

absl::StatusOr<DeliveredFile> DeliveredFile::Open(const std::string& path) {
  if (!std::filesystem::exists(path)) {
    return absl::NotFoundError(absl::StrCat("no such file: ", path));
  }
  DeliveredFile file;
  file.path_ = path;
  intake::Surveyor surveyor;
  RETURN_IF_ERROR(file.ForEachPiece([&](absl::string_view bytes) {
    file.size_ += bytes.size();
    surveyor.Feed(bytes);
  }));
  ASSIGN_OR_RETURN(file.survey_, surveyor.Finish());
  for (const intake::EmptiedRow& row : file.survey_.emptied) {
    file.size_ += row.instead.size();
    file.size_ -= row.end - row.begin;
  }
  return file;
}

absl::Status DeliveredFile::ForEachPiece(Visit visit) const {
  std::ifstream file(path_, std::ios::binary);
  std::string piece(kPieceBytes, '\0');
  while (file) {
    file.read(piece.data(), static_cast<std::streamsize>(piece.size()));
    const auto size = static_cast<std::size_t>(file.gcount());
    if (size > 0) visit(absl::string_view(piece).substr(0, size));
  }
  return file.eof() ? absl::OkStatus() : Unreadable(path_);
}

absl::Status DeliveredFile::ForEachSentPiece(Visit visit) const {
  intake::RowEmptier emptier(survey_, visit);
  return ForEachPiece([&](absl::string_view bytes) { emptier.Feed(bytes); });
}

absl::StatusOr<std::string> DeliveredFile::Range(std::uint64_t begin,
                                                 std::uint64_t end) const {
  std::ifstream file(path_, std::ios::binary);
  file.seekg(static_cast<std::streamoff>(begin));
  std::string bytes(static_cast<std::size_t>(end - begin), '\0');
  if (file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()))) {
    return bytes;
  }
  return Unreadable(path_);
}

}  // namespace creditproof::tool
