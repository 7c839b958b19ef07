// What bench reconcile compares with: ingestion as main.cc wires it, with one
// source, over plain TCP.
#pragma once

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace creditproof::tool {

class IngestionServer {
 public:
  // The source, which delivers registrations, and penalties of all areas.
  static constexpr absl::string_view kSource = "bench";

  static absl::StatusOr<std::unique_ptr<IngestionServer>> Start();
  ~IngestionServer();

  const std::string& address() const;

  // As the source, without a network.
  absl::Status Deliver(const std::string& delivery_id, absl::string_view file);

 private:
  struct Parts;
  explicit IngestionServer(std::unique_ptr<Parts> parts);

  std::unique_ptr<Parts> parts_;
};

}  // namespace creditproof::tool
