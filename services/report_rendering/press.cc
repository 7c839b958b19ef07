#include "services/report_rendering/press.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/log.h"
#include "libs/base/status_macros.h"
#include "libs/report/lint.h"

namespace creditproof::report_rendering {

using report::Renderer;
using report::v1::ReportData;

absl::StatusOr<Printed> Press::operator()(const report::Page& page) {
  ASSIGN_OR_RETURN(const Renderer* renderer, RendererFor(page.data));
  ASSIGN_OR_RETURN(std::string pdf, renderer->Render(page));
  const report::SharedStart& start = renderer->start();
  RETURN_IF_ERROR(LintOrAlarm(pdf, page, start));
  std::string sha256 = start.Sha256(pdf);
  return Printed{std::move(pdf), std::move(sha256), start.bytes().size()};
}

absl::StatusOr<std::string> Press::Preview(const ReportData& data) {
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

absl::StatusOr<const Renderer*> Press::RendererFor(const ReportData& data) {
  const report::Template& drawn = templates_.For(data.outcome());
  const std::string key =
      absl::StrCat(drawn.template_id(), "/", data.names().SerializeAsString());
  const std::lock_guard lock(mutex_);
  auto made = renderers_.find(key);
  if (made == renderers_.end()) {
    MaybeRenderer renderer = MakeRenderer(drawn, data);
    if (absl::IsNotFound(renderer.status())) return renderer.status();
    made = renderers_.emplace(key, std::move(renderer)).first;
  }
  RETURN_IF_ERROR(made->second.status());
  return made->second->get();
}

// What is wrong stays so: it is told once, and no call tries it again.
Press::MaybeRenderer Press::MakeRenderer(const report::Template& drawn,
                                         const ReportData& data) const {
  MaybeRenderer renderer =
      Renderer::Make(font_directory_, drawn, data.names(), signer_);
  const absl::Status& status = renderer.status();
  if (status.ok()) return renderer;
  base::Log(base::Severity::kError, "alarm_names_do_not_print",
            {{"template_id", drawn.template_id()},
             {"policy_id", data.policy_id()},
             {"policy_version", absl::StrCat(data.policy_version())},
             {"error", std::string(status.message())}});
  if (absl::IsNotFound(status)) return status;
  return base::Error(
      absl::StatusCode::kInternal, base::Reason::REASON_REPORT_DEFECTIVE,
      absl::StrCat(
          "政策 ", data.policy_id(),
          " 的印制名称无法印在报告上，暂不能出具，请联系平台 the names "
          "that this policy prints cannot be printed, no report is "
          "issued until they or the template are changed: ",
          status.message()),
      {{"check", "names"}});
}

}  // namespace creditproof::report_rendering
