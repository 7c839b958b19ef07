#include "services/verification/upload.h"

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
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

// Whether there was another message.
absl::StatusOr<bool> ReadNext(rpc::ServerReader<VerifyUploadRequest>& stream,
                              VerifyUploadRequest& request,
                              absl::Duration longest_pause) {
  const rpc::Next next = stream.Read(request, longest_pause);
  if (next != rpc::Next::kNothingYet) return next == rpc::Next::kMessage;
  return base::InvalidField(
      "chunk",
      absl::StrCat("nothing came for ", absl::FormatDuration(longest_pause),
                   "; nothing was judged, send the file again"));
}

}  // namespace

absl::StatusOr<std::optional<std::string>> Receive(
    rpc::ServerReader<VerifyUploadRequest>& stream, absl::Time now,
    absl::Duration longest_pause) {
  RETURN_IF_ERROR(CheckDeadline(stream.context(), now));
  VerifyUploadRequest request;
  ASSIGN_OR_RETURN(bool came, ReadNext(stream, request, longest_pause));
  if (!came || request.size() == 0) {
    return base::InvalidField("size", "is required in the first message");
  }
  const std::size_t size = request.size();
  if (size > report::kMaxPdfBytes) return std::nullopt;
  std::string pdf = std::move(*request.mutable_chunk());
  while (pdf.size() <= size) {
    ASSIGN_OR_RETURN(came, ReadNext(stream, request, longest_pause));
    if (!came) break;
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
