#include "tools/creditproof/delivered_file.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "absl/strings/str_cat.h"
#include "libs/base/status_macros.h"
#include "libs/crypto/digest.h"

namespace creditproof::tool {
namespace {

constexpr std::size_t kPieceBytes = 256 << 10;

absl::StatusOr<std::string> ReadPiece(const std::string& path,
                                      std::size_t index) {
  std::ifstream file(path, std::ios::binary);
  file.seekg(static_cast<std::streamoff>(index * kPieceBytes));
  std::string piece(kPieceBytes, '\0');
  file.read(piece.data(), static_cast<std::streamsize>(piece.size()));
  if (!file && !file.eof()) {
    return absl::FailedPreconditionError(
        absl::StrCat("读不出文件 cannot read ", path));
  }
  piece.resize(static_cast<std::size_t>(file.gcount()));
  return piece;
}

}  // namespace

absl::StatusOr<DeliveredFile> DeliveredFile::Open(const std::string& path) {
  if (!std::filesystem::exists(path)) {
    return absl::NotFoundError(absl::StrCat("no such file: ", path));
  }
  DeliveredFile file(path);
  intake::Surveyor surveyor;
  while (true) {
    ASSIGN_OR_RETURN(const std::string piece,
                     ReadPiece(path, file.sha256_.size()));
    if (piece.empty()) break;
    file.sha256_.push_back(crypto::Sha256(piece));
    file.size_ += piece.size();
    surveyor.Feed(piece);
  }
  ASSIGN_OR_RETURN(file.survey_, surveyor.Finish());
  for (const intake::EmptiedRow& row : file.survey_.emptied) {
    file.size_ += row.instead.size();
    file.size_ -= row.end - row.begin;
  }
  return file;
}

absl::StatusOr<std::string> DeliveredFile::Piece(std::size_t index) const {
  ASSIGN_OR_RETURN(std::string piece, ReadPiece(path_, index));
  const bool is_as_it_was = index < sha256_.size()
                                ? crypto::Sha256(piece) == sha256_[index]
                                : piece.empty();
  if (is_as_it_was) return piece;
  return absl::AbortedError("文件在报送过程中有改动，请重新报送");
}

absl::Status DeliveredFile::ForEachSentPiece(Visit visit) const {
  absl::Status visited;
  intake::RowEmptier emptier(survey_, [&](absl::string_view bytes) {
    if (visited.ok()) visited = visit(bytes);
  });
  for (std::size_t index = 0; visited.ok(); ++index) {
    ASSIGN_OR_RETURN(const std::string piece, Piece(index));
    if (piece.empty()) break;
    emptier.Feed(piece);
  }
  return visited;
}

absl::Status DeliveredFile::ForEachPieceOf(std::uint64_t begin,
                                           std::uint64_t end,
                                           Visit visit) const {
  while (begin < end) {
    ASSIGN_OR_RETURN(const std::string piece, Piece(begin / kPieceBytes));
    const absl::string_view part =
        absl::string_view(piece).substr(begin % kPieceBytes, end - begin);
    if (part.empty()) return absl::DataLossError("the file ends too early");
    RETURN_IF_ERROR(visit(part));
    begin += part.size();
  }
  return absl::OkStatus();
}

}  // namespace creditproof::tool
