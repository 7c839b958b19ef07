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

namespace creditproof::tool {

// What is to be delivered. `file` must outlive the delivery.
struct Shipment {
  std::string source_id;
  ingestion::v1::FileKind kind{};  // FILE_KIND_UNSPECIFIED: guessed there
  bool dry_run = false;
  const DeliveredFile& file;
  std::optional<ingestion::v1::Snapshot> snapshot;
};

// What ingestion answered.
struct Answers {
  std::string delivery_id;
  std::map<ingestion::v1::RowOutcome, std::int64_t> rows;
  std::vector<ingestion::v1::RowVerdict> bad;  // REJECTED and QUARANTINED

  // The first of the other rows of which something is to be said.
  std::vector<ingestion::v1::RowVerdict> noted;
  ingestion::v1::Receipt receipt;
};

// How far it has come. Called between answers, on the caller's thread.
struct Progress {
  std::uint64_t bytes_sent;
  std::uint64_t bytes;
  std::int64_t rows_answered;
};
using ProgressObserver = std::function<void(const Progress&)>;

// The id under which a file is delivered: the same source, kind, bytes and, of
// a snapshot, day and regions give the same, so that delivering again repeats
// nothing.
absl::StatusOr<std::string> DeliveryId(const Shipment& shipment);

// Sends the file and waits for every answer. A slow server slows the reading of
// the file: nothing is read ahead of what it takes. Fails with what ingestion
// says of the file as a whole, or UNAVAILABLE; the message says how many rows
// were answered before, which are recorded: delivering again goes on from
// there.
absl::StatusOr<Answers> Deliver(const rpc::Peer& ingestion,
                                const Shipment& shipment,
                                const ProgressObserver& observe);

}  // namespace creditproof::tool
