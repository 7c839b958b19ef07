#include "services/verification/upload.h"

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/report/scanner.h"

namespace creditproof::verification {
namespace {

using v1::VerifyUploadRequest;

absl::Status CheckDeadline(const grpc::CallbackServerContext& context,
                           absl::Time now) {
  if (absl::FromChrono(context.deadline()) <= now + kLongestUpload) {
    return absl::OkStatus();
  }
  return base::InvalidField(
      "deadline",
      absl::StrCat("must be within ", absl::FormatDuration(kLongestUpload)));
}

absl::Status WrongTotal(std::size_t announced, absl::string_view what) {
  return base::InvalidField(
      "chunk", absl::StrCat(announced, " bytes were announced, ", what,
                            "; nothing was judged, send the file again"));
}

}  // namespace

absl::StatusOr<std::optional<std::string>> Receive(
    rpc::ServerReader<VerifyUploadRequest>& stream, absl::Time now) {
  const absl::Status timely = CheckDeadline(stream.context(), now);
  if (!timely.ok()) return timely;
  VerifyUploadRequest request;
  if (!stream.Read(request) || request.size() == 0) {
    return base::InvalidField("size", "is required in the first message");
  }
  const std::size_t size = request.size();
  if (size > report::kMaxPdfBytes) return std::nullopt;
  std::string pdf = std::move(*request.mutable_chunk());
  while (pdf.size() <= size && stream.Read(request)) {
    if (request.size() != 0) {
      return base::InvalidField("size", "is for the first message only");
    }
    if (request.chunk().size() > size - pdf.size()) {
      return WrongTotal(size, "more came");
    }
    pdf += request.chunk();
  }
  if (pdf.size() > size) return WrongTotal(size, "more came");
  if (pdf.size() < size) return WrongTotal(size, "fewer came");
  return pdf;
}

}  // namespace creditproof::verification
