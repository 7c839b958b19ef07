// Delivers a department file to ingestion and gathers the answers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "creditproof/ingestion/v1/ingestion_service.pb.h"
#include "libs/rpc/client.h"

namespace creditproof::tool {

// What is to be delivered. `file` must outlive the delivery.
struct Shipment {
  std::string source_id;
  ingestion::v1::FileKind kind{};  // FILE_KIND_UNSPECIFIED: guessed there
  bool dry_run = false;
  absl::string_view file;
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
  std::size_t bytes_sent;
  std::size_t bytes;
  std::int64_t rows_answered;
};
using ProgressObserver = std::function<void(const Progress&)>;

// The id under which a file is delivered: the same source, kind and bytes give
// the same, so that delivering again repeats nothing.
std::string DeliveryId(const Shipment& shipment);

// Sends the file and waits for every answer. Fails with what ingestion says of
// the file as a whole, or UNAVAILABLE; the message says how many rows were
// answered before, which are recorded: delivering again goes on from there.
absl::StatusOr<Answers> Deliver(const rpc::Peer& ingestion,
                                const Shipment& shipment,
                                const ProgressObserver& observe);

}  // namespace creditproof::tool
