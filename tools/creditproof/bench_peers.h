// The same page, drawn and signed with what others would take: pdfkit with
// signpdf, and PoDoFo alone.
#pragma once

#include <map>
#include <string>

#include "absl/status/statusor.h"
#include "tools/creditproof/bench_press.h"

namespace creditproof::tool {

// Reports a second on one core, by `pdfkit` and `podofo`; one that cannot be
// had on this machine is absent, and said on standard error. Peers draw the
// texts of the sample where they stand in it, and its QR code from the modules;
// frames, rules and guilloche, the attachment, tags and colour profile are
// left out.
absl::StatusOr<std::map<std::string, double>> MeasurePeers(
    const BenchPress& press);

}  // namespace creditproof::tool
