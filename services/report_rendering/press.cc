#include "services/report_rendering/press.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/base/log.h"
#include "libs/base/status_macros.h"
#include "libs/report/lint.h"

namespace creditproof::report_rendering {

using report::Renderer;

absl::StatusOr<Printed> Press::operator()(const report::Page& page) {
  ASSIGN_OR_RETURN(const Renderer* renderer, RendererFor(page.data));
  ASSIGN_OR_RETURN(std::string pdf, renderer->Render(page));
  RETURN_IF_ERROR(LintOrAlarm(pdf, page, renderer->start()));
  return Printed{std::move(pdf), renderer->start().bytes().size()};
}

absl::StatusOr<std::string> Press::Preview(const report::v1::ReportData& data) {
  ASSIGN_OR_RETURN(const Renderer* renderer, RendererFor(data));
  return renderer->Preview(data);
}

absl::Status Press::LintOrAlarm(absl::string_view pdf, const report::Page& page,
                                const report::SharedStart& start) const {
  absl::Status status = report::Lint(pdf, page,
                                     {templates_.For(page.data.outcome()),
                                      issuers_, signer_.stampers(), &start});
  if (!status.ok()) {
    base::Log(base::Severity::kError, "alarm_report_defective",
              {{"report_number", page.data.report_number()},
               {"error", std::string(status.message())}});
  }
  return status;
}

absl::StatusOr<const Renderer*> Press::RendererFor(
    const report::v1::ReportData& data) {
  const report::Template& drawn = templates_.For(data.outcome());
  const std::lock_guard lock(mutex_);
  std::unique_ptr<Renderer>& renderer = renderers_[absl::StrCat(
      drawn.template_id(), "/", data.names().SerializeAsString())];
  if (renderer == nullptr) {
    ASSIGN_OR_RETURN(renderer, Renderer::Make(font_directory_, drawn,
                                              data.names(), signer_));
  }
  return renderer.get();
}

}  // namespace creditproof::report_rendering
