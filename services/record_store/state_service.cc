#include "services/record_store/state_service.h"

#include <google/protobuf/util/time_util.h>

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/changelog/mark.h"
#include "libs/changelog/state_digest.h"
#include "libs/kv/big_endian.h"
#include "services/record_store/families.h"
#include "services/record_store/stored_change.h"

namespace creditproof::record_store {
namespace {

using google::protobuf::util::TimeUtil;
using record::v1::ExportStateRequest;
using record::v1::ExportStateResponse;
using record::v1::StateChange;
using record::v1::StateChanges;

// What is sent, and read, at a time.
constexpr std::size_t kPieceBytes = std::size_t{256} << 10;

absl::Status Gone() { return absl::CancelledError("the follower has gone"); }

ExportStateResponse Head(const changelog::Mark& mark) {
  ExportStateResponse response;
  record::v1::StateHead& head = *response.mutable_head();
  head.set_position(mark.position);
  head.set_running_sha256(mark.running_sha256);
  if (mark.position != 0) {
    *head.mutable_append_time() =
        TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(mark.append_time));
  }
  return response;
}

// Changes are only ever added, each under a position of its own: what stands at
// or before `last` is the same at any moment, and no snapshot is held while the
// follower reads.
absl::Status ReadPiece(const kv::Store& store, std::uint32_t partition,
                       std::uint64_t last, std::string& after,
                       StateChanges& piece) {
  std::size_t bytes = 0;
  return store.Scan(kChanges, kv::BigEndian(partition), after,
                    [&](absl::string_view key, absl::string_view value) {
                      after.assign(key.data(), key.size());
                      bytes += key.size();
                      if (PositionOf(key) > last) return bytes < kPieceBytes;
                      StateChange& change = *piece.add_changes();
                      change.set_position(PositionOf(key));
                      change.set_stored(value.data(), value.size());
                      bytes += value.size();
                      return bytes < kPieceBytes;
                    });
}

}  // namespace

StateServiceImpl::StateServiceImpl(const kv::Store& store,
                                   PartitionSet partitions,
                                   rpc::StreamGate gate)
    : store_(store),
      partitions_(std::move(partitions)),
      gate_(std::move(gate)) {}

grpc::ServerWriteReactor<ExportStateResponse>* StateServiceImpl::ExportState(
    grpc::CallbackServerContext* context, const ExportStateRequest* request) {
  return gate_.ServeWriter<ExportStateResponse>(
      "ExportState", context, request,
      [this](const auto& r, auto& writer, const auto&) {
        return Stream(r, writer);
      });
}

absl::Status StateServiceImpl::Stream(const ExportStateRequest& request,
                                      Writer& writer) const {
  const std::uint32_t partition = request.partition();
  if (!partitions_.Serves(partition)) {
    return base::Error(
        absl::StatusCode::kFailedPrecondition,
        base::Reason::REASON_WRONG_PARTITION,
        absl::StrCat("partition ", partition, " is not served here"),
        {{"partition", absl::StrCat(partition)}});
  }
  ASSIGN_OR_RETURN(const changelog::Mark mark,
                   changelog::ReadMark(store_, kMeta, partition));
  if (!writer.Write(Head(mark))) return Gone();

  changelog::StateDigest digest;
  std::string after;
  while (true) {
    const std::string before = after;
    ExportStateResponse piece;
    RETURN_IF_ERROR(ReadPiece(store_, partition, mark.position, after,
                              *piece.mutable_changes()));
    if (after == before) break;
    for (const StateChange& change : piece.changes().changes()) {
      digest.Add(change.position(), change.stored());
    }
    if (piece.changes().changes_size() == 0) continue;
    if (!writer.Write(piece)) return Gone();
  }
  ExportStateResponse end;
  end.mutable_end()->set_changes_sha256(digest.Finish());
  return writer.Write(end) ? absl::OkStatus() : Gone();
}

}  // namespace creditproof::record_store
