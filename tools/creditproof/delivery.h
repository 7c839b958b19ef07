// Delivers a department file to ingestion and gathers the answers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "creditproof/ingestion/v1/ingestion_service.pb.h"
#include "libs/rpc/client.h"
#include "tools/creditproof/delivered_file.h"
#include "tools/creditproof/rejected_file.h"

namespace creditproof::tool {

// What is to be delivered. `file` must outlive the delivery.
struct Shipment {
  std::string source_id;
  ingestion::v1::FileKind kind{};  // FILE_KIND_UNSPECIFIED: guessed there
  bool dry_run = false;
  const DeliveredFile& file;
  std::optional<ingestion::v1::Snapshot> snapshot;

  // Which delivery of the same content this is, so that it is judged again.
  int again = 0;
};

// What ingestion answered.
struct Answers {
  std::string delivery_id;
  std::map<ingestion::v1::RowOutcome, std::int64_t> rows;

  // The first of the rows REJECTED and QUARANTINED, and of the others of which
  // something is to be said.
  std::vector<ingestion::v1::RowVerdict> bad;
  std::vector<ingestion::v1::RowVerdict> noted;
  ingestion::v1::Receipt receipt;

  // As in DeliverResponse.
  std::int64_t lapsed_since = 0;
  std::string displaced_by_date;
};

// How many rows were REJECTED or QUARANTINED.
std::int64_t BadRows(const Answers& answers);

// How far it has come. Called between answers, on the caller's thread.
struct Progress {
  std::uint64_t bytes_sent;
  std::uint64_t bytes;
  std::int64_t rows_answered;
};
using ProgressObserver = std::function<void(const Progress&)>;

// The id under which a file is delivered: the same source, kind, bytes and, of
// a snapshot, day, regions and areas give the same, so that delivering again
// repeats nothing; unless `again` is another.
absl::StatusOr<std::string> DeliveryId(const Shipment& shipment);

// Sends the file and waits for every answer; the rows that were not taken go to
// `rejected`, which is left to be finished. A slow server slows the reading of
// the file: nothing is read ahead of what it takes. Fails with what ingestion
// says of the file as a whole, or UNAVAILABLE; the message says how many rows
// were answered before, which are recorded: delivering again goes on from
// there.
absl::StatusOr<Answers> Deliver(const rpc::Peer& ingestion,
                                const Shipment& shipment,
                                RejectedFile& rejected,
                                const ProgressObserver& observe);

}  // namespace creditproof::tool
