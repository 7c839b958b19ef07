// What a report would say, as a file that proves nothing. Keeps nothing.
#pragma once

#include <functional>
#include <string>

#include "absl/status/statusor.h"
#include "creditproof/report/v1/report_data.pb.h"
#include "creditproof/report/v1/report_service.pb.h"
#include "libs/base/clock.h"
#include "libs/report/templates.h"
#include "services/report_rendering/issuer.h"
#include "services/report_rendering/peers.h"

namespace creditproof::report_rendering {

// How the data of a report becomes a preview. Fails as Renderer::Preview does.
// Thread-safe.
using DrawPreview = std::function<absl::StatusOr<std::string>(
    const report::v1::ReportData& data)>;

// Thread-safe.
class Previewer {
 public:
  // `templates` must outlive the previewer.
  Previewer(Peers peers, const report::Templates& templates, DrawPreview draw,
            base::Clock clock);

  // A preview, or the verdict that stands in the way of a report. Fails as
  // request, check and drawing do.
  absl::StatusOr<report::v1::PreviewReportResponse> Preview(
      const report::v1::PreviewReportRequest& request,
      const Asker& asker) const;

  // What IssueReport would be asked, checked field by field.
  static absl::StatusOr<IssueRequest> Parse(
      const report::v1::PreviewReportRequest& request);

 private:
  const Peers peers_;
  const report::Templates& templates_;
  const DrawPreview draw_;
  const base::Clock clock_;
};

}  // namespace creditproof::report_rendering
