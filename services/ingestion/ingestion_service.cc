#include "services/ingestion/ingestion_service.h"

#include <cstdint>
#include <memory>

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"

namespace creditproof::ingestion {
namespace {

constexpr std::size_t kMaxChunkBytes = 1 << 20;

absl::Status Gone() {
  return absl::CancelledError("the client went before the end of the file");
}

absl::Status CheckChunk(const v1::DeliverRequest& request) {
  if (!request.has_chunk()) {
    return base::InvalidField("chunk", "is required between header and end");
  }
  if (request.chunk().size() <= kMaxChunkBytes) return absl::OkStatus();
  return base::InvalidField("chunk", "is longer than 1 MiB");
}

// A file cut short must not be read as a whole one: its last row would be half
// a row.
absl::Status CheckEnd(const v1::DeliveryEnd& end, std::size_t bytes) {
  if (end.size_bytes() == static_cast<std::int64_t>(bytes)) {
    return absl::OkStatus();
  }
  return base::InvalidField(
      "end.size_bytes",
      absl::StrCat("is ", end.size_bytes(), ", but ", bytes, " bytes came"));
}

// An error ends the delivery, but what was taken before is answered.
absl::Status AnswerFirst(Delivery& delivery, absl::Status status) {
  if (!status.ok()) RETURN_IF_ERROR(delivery.Pause());
  return status;
}

}  // namespace

grpc::ServerBidiReactor<v1::DeliverRequest, v1::DeliverResponse>*
IngestionServiceImpl::Deliver(grpc::CallbackServerContext* context) {
  return gate_.ServeBidi<v1::DeliverRequest, v1::DeliverResponse>(
      "Deliver", context, [this](Stream& stream, const rpc::Caller& caller) {
        return Take(stream, caller);
      });
}

absl::Status IngestionServiceImpl::Take(Stream& stream,
                                        const rpc::Caller& caller) {
  const Delivery::Answer answer =
      [&stream](const v1::DeliverResponse& response) {
        return stream.Write(response) ? absl::OkStatus() : Gone();
      };
  v1::DeliverRequest request;
  if (!stream.Read(request) || !request.has_header()) {
    return base::InvalidField("header", "is required first");
  }
  ASSIGN_OR_RETURN(const std::unique_ptr<Delivery> delivery,
                   desk_.Begin(request.header(), caller.names, answer));
  std::size_t bytes = 0;
  while (true) {
    if (!stream.HasNext()) RETURN_IF_ERROR(delivery->Pause());
    if (!stream.Read(request)) break;
    if (request.has_end()) {
      RETURN_IF_ERROR(AnswerFirst(*delivery, CheckEnd(request.end(), bytes)));
      return delivery->Finish(request.end().row_count());
    }
    RETURN_IF_ERROR(AnswerFirst(*delivery, CheckChunk(request)));
    bytes += request.chunk().size();
    RETURN_IF_ERROR(delivery->Feed(request.chunk()));
  }
  return AnswerFirst(
      *delivery,
      base::InvalidField("end", "is required: the file was cut off"));
}

}  // namespace creditproof::ingestion
