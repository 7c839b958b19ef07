// Whom subjects may grant a report, as configured.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "creditproof/config/v1/config.pb.h"

namespace creditproof::report_rendering {

// Immutable.
class Receivers {
 public:
  // Fails with INVALID_ARGUMENT when one is there twice, or its name cannot be
  // printed.
  static absl::StatusOr<Receivers> Make(
      const config::v1::ReportRendering& config);

  // nullptr when there is none.
  const config::v1::Receiver* Find(const std::string& id) const;

  // Whether a certificate with these names is the receiver's.
  bool IsClientOf(const std::string& id,
                  absl::Span<const std::string> client_names) const;

 private:
  std::map<std::string, config::v1::Receiver> receivers_;
};

}  // namespace creditproof::report_rendering
