#include "libs/report/attachment.h"

#include "absl/strings/match.h"
#include "libs/report/shape.h"
#include "libs/report/take.h"

namespace creditproof::report {

absl::optional<Attachment> FindAttachment(absl::string_view pdf) {
  const std::size_t at = pdf.find(kAttachmentOpen);
  if (at == absl::string_view::npos) return absl::nullopt;
  absl::string_view rest = pdf.substr(at + kAttachmentOpen.size());

  const std::size_t close = rest.find(')');
  if (close == absl::string_view::npos) return absl::nullopt;
  Attachment found;
  found.qr_text = rest.substr(0, close);
  rest.remove_prefix(close);

  std::size_t size = 0;
  std::size_t length = 0;
  if (!Take(rest, kQrClose) || !TakeNumber(rest, size) ||
      !Take(rest, kSizeClose) || !TakeNumber(rest, length) ||
      !Take(rest, kDataOpen) || size != length || length > rest.size()) {
    return absl::nullopt;
  }
  found.report_data = rest.substr(0, length);
  rest.remove_prefix(length);
  if (!absl::StartsWith(rest, kDataClose)) return absl::nullopt;
  return found;
}

}  // namespace creditproof::report
