#include "services/ingestion/ingestion_service.h"

#include <memory>

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
    return base::InvalidField("chunk", "is required after the header");
  }
  if (request.chunk().size() <= kMaxChunkBytes) return absl::OkStatus();
  return base::InvalidField("chunk", "is longer than 1 MiB");
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
  while (stream.Read(request)) {
    RETURN_IF_ERROR(CheckChunk(request));
    RETURN_IF_ERROR(delivery->Feed(request.chunk()));
  }
  // A file cut short must not be read as a whole one: its last row would be
  // half a row. Only a client that is still there has said all; an empty
  // answer finds out.
  if (stream.cancelled()) return Gone();
  RETURN_IF_ERROR(answer(v1::DeliverResponse()));
  return delivery->Finish();
}

}  // namespace creditproof::ingestion
