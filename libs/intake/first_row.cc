#include "libs/intake/first_row.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "libs/base/status_macros.h"
#include "libs/intake/cell_text.h"
#include "libs/intake/file_error.h"
#include "libs/intake/limits.h"
#include "libs/intake/text_check.h"

namespace creditproof::intake {
namespace {

// Formats that are often sent by mistake, known by how they begin.
absl::Status CheckSignature(absl::string_view bytes) {
  if (absl::StartsWith(bytes, "PK\x03\x04") ||
      absl::StartsWith(bytes, "\xD0\xCF\x11\xE0")) {
    return FileUnreadable("NOT_CSV",
                          "这是Excel工作簿或压缩文件，不是CSV："
                          "请另存为“CSV UTF-8（逗号分隔）”后重新报送");
  }
  if (absl::StartsWith(bytes, "\xFF\xFE") ||
      absl::StartsWith(bytes, "\xFE\xFF")) {
    return FileUnreadable("ENCODING",
                          "文件的编码是UTF-16："
                          "请另存为“CSV UTF-8（逗号分隔）”后重新报送");
  }
  return absl::OkStatus();
}

absl::Status CheckSize(const RawRow& raw) {
  if (raw.too_long || raw.bytes.size() > kMaxHeaderBytes) {
    return FileUnreadable("HEADER_TOO_LONG",
                          "第一行超过64 KiB，不像是表头：请确认文件是CSV，"
                          "且第一行为列名");
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::vector<absl::string_view>> SplitFirstRow(
    const RawRow& raw, RowDecoder& decoder, CellSplitter& splitter) {
  RETURN_IF_ERROR(CheckSignature(raw.bytes));
  RETURN_IF_ERROR(CheckSize(raw));
  const RowDecoder::Decoded decoded = decoder.Decode(raw.bytes);
  if (!decoded.valid || CheckText(decoded.text) != TextFault::kNone) {
    return FileUnreadable("ENCODING",
                          "第一行不是文本，或编码既不是UTF-8也不是GB 18030"
                          "（含GBK）：请重新导出为CSV");
  }
  splitter.Split(decoded.text);
  if (splitter.fault() != CellSplitter::Fault::kNone) {
    return FileUnreadable("HEADER_QUOTING",
                          "第一行（表头）的双引号没有成对或位置不对");
  }
  if (splitter.cells().size() > kMaxColumns) {
    return FileUnreadable("TOO_MANY_COLUMNS",
                          absl::StrCat("表头有", splitter.cells().size(),
                                       "列，最多允许", kMaxColumns, "列"));
  }
  std::vector<absl::string_view> names;
  for (absl::string_view cell : splitter.cells()) {
    names.push_back(TrimBlanks(cell));
  }
  return names;
}

}  // namespace creditproof::intake
