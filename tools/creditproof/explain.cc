// creditproof explain: why a verdict is what it is, now or at a past position.
#include <google/protobuf/util/time_util.h>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "creditproof/eligibility/v1/replay_service.grpc.pb.h"
#include "libs/base/status_macros.h"
#include "libs/record/subject_name.h"
#include "tools/creditproof/arguments.h"
#include "tools/creditproof/as_of.h"
#include "tools/creditproof/connection.h"
#include "tools/creditproof/explain_output.h"
#include "tools/creditproof/tool.h"
#include "tools/creditproof/verdict_output.h"

namespace creditproof::tool {
namespace {

using eligibility::v1::ReplayCheckRequest;
using eligibility::v1::ReplayCheckResponse;
using eligibility::v1::ReplayService;
using eligibility::v1::Verdict;
using google::protobuf::util::TimeUtil;

constexpr absl::Duration kPatience = absl::Seconds(30);
constexpr int kPageSize = 1000;

struct PolicyName {
  std::string id;
  std::uint32_t version = 0;
};

struct ExplainOptions {
  std::optional<CreditCode> code;
  AsOf as_of;
  AsOf decided;
  PolicyName policy;
  std::vector<record::v1::Area> areas;
  std::string from;
  std::string to;
  record::v1::Scenario scenario{};
};

absl::StatusOr<PolicyName> PolicyArgument(const std::string& text) {
  PolicyName name;
  const std::size_t at = text.rfind('@');
  if (at != std::string::npos && at > 0 &&
      absl::SimpleAtoi(text.substr(at + 1), &name.version) &&
      name.version > 0) {
    name.id = text.substr(0, at);
    return name;
  }
  return absl::InvalidArgumentError(
      "应为 标识@版本 is no ID@VERSION, such as heilongjiang-2024@1");
}

absl::StatusOr<AsOf> DecidedArgument(const std::string& text) {
  ASSIGN_OR_RETURN(AsOf as_of, AsOfArgument(text, absl::Now()));
  if (as_of.time.has_value()) return as_of;
  return absl::InvalidArgumentError("应为日期或时间 is no time");
}

google::protobuf::Timestamp ToTimestamp(absl::Time time) {
  return TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(time));
}

absl::StatusOr<ReplayCheckRequest> RequestOf(const Connection& connection,
                                             const ExplainOptions& options) {
  ReplayCheckRequest request;
  auto& check = *request.mutable_check();
  check.set_subject(record::SubjectName(*options.code));
  ASSIGN_OR_RETURN(*check.mutable_ground(),
                   connection.GroundFor(*options.code));
  check.mutable_areas()->Assign(options.areas.begin(), options.areas.end());
  check.set_period_start_date(options.from);
  check.set_period_end_date(options.to);
  check.set_scenario(options.scenario);
  check.set_findings_page_size(kPageSize);
  request.set_rulings_page_size(kPageSize);
  if (options.as_of.position > 0) {
    request.set_position(options.as_of.position);
  }
  if (options.as_of.time.has_value()) {
    *request.mutable_as_of_time() = ToTimestamp(*options.as_of.time);
  }
  if (options.decided.time.has_value()) {
    *request.mutable_decision_time() = ToTimestamp(*options.decided.time);
  }
  request.set_policy_id(options.policy.id);
  request.set_policy_version(options.policy.version);
  return request;
}

absl::StatusOr<ReplayCheckResponse> Call(const Connection& connection,
                                         const CreditCode& code,
                                         const ReplayCheckRequest& request) {
  return connection.eligibility_check().Call(connection.PartitionOf(code),
                                             &ReplayService::Stub::ReplayCheck,
                                             request, absl::Now() + kPatience);
}

// All findings, then all records, from what the first page was answered from.
absl::StatusOr<ReplayCheckResponse> AskForAll(const Connection& connection,
                                              const CreditCode& code,
                                              ReplayCheckRequest request) {
  ASSIGN_OR_RETURN(ReplayCheckResponse whole, Call(connection, code, request));
  Verdict& verdict = *whole.mutable_verdict();
  request.set_position(verdict.basis().position());
  *request.mutable_decision_time() = verdict.basis().decision_time();
  while (!verdict.next_findings_page_token().empty()) {
    request.mutable_check()->set_findings_page_token(
        verdict.next_findings_page_token());
    ASSIGN_OR_RETURN(const auto page, Call(connection, code, request));
    verdict.mutable_findings()->MergeFrom(page.verdict().findings());
    verdict.mutable_repaired()->MergeFrom(page.verdict().repaired());
    verdict.set_next_findings_page_token(
        page.verdict().next_findings_page_token());
  }
  request.mutable_check()->clear_findings_page_token();
  while (!whole.next_rulings_page_token().empty()) {
    request.set_rulings_page_token(whole.next_rulings_page_token());
    ASSIGN_OR_RETURN(const auto page, Call(connection, code, request));
    whole.mutable_records()->MergeFrom(page.records());
    whole.set_next_rulings_page_token(page.next_rulings_page_token());
  }
  return whole;
}

absl::StatusOr<int> RunExplain(const Tool& tool,
                               const ExplainOptions& options) {
  ASSIGN_OR_RETURN(const Connection connection,
                   Connection::Open(tool.config_file));
  ASSIGN_OR_RETURN(ReplayCheckRequest request, RequestOf(connection, options));
  ASSIGN_OR_RETURN(const ReplayCheckResponse explained,
                   AskForAll(connection, *options.code, std::move(request)));
  if (tool.json) {
    PrintJson(ExplanationJson(*options.code, explained));
  } else {
    PrintExplanation(*options.code, explained);
  }
  return VerdictExitStatus(explained.verdict());
}

}  // namespace

void AddExplain(Tool& tool) {
  auto options = std::make_shared<ExplainOptions>();
  CLI::App* command = tool.app.add_subcommand(
      "explain", "逐条说明结论的理由，也可回到过去 / says rule by rule why");
  AddParsed(*command, "code", options->code, CodeArgument, "统一社会信用代码")
      ->required();
  AddParsed(
      *command, "--at", options->as_of,
      [](const std::string& text) { return AsOfArgument(text, absl::Now()); },
      "当时的结论：位置或时间 as of a past position or time");
  AddParsed(*command, "--decided", options->decided, DecidedArgument,
            "以该时间为“现在”作出结论，缺省为 --at 的时间 / what the decision "
            "takes as now, such as the time of an audit entry");
  AddParsed(*command, "--policy", options->policy, PolicyArgument,
            "按哪一版政策，缺省为当时的政策 / ID@VERSION, any that was in "
            "force");
  AddParsed(*command, "--areas", options->areas, AreasArgument,
            "领域，逗号分隔，缺省为全部 / areas, all when left out");
  AddParsed(*command, "--from", options->from, DateArgument,
            "起始日期 first day, YYYY-MM-DD");
  AddParsed(*command, "--to", options->to, DateArgument,
            "截止日期 last day, YYYY-MM-DD");
  AddParsed(*command, "--scenario", options->scenario, ScenarioArgument,
            "应用场景 scenario");
  command->footer(
      "Example: creditproof explain 91230199TE00000292 --at 2026-11-01\n"
      "         creditproof explain 91230199TE00000292 --at 1204 --policy "
      "heilongjiang-2024@1\n"
      "Exit status: 0 ELIGIBLE, 3 RECORDS_FOUND, 4 NOT_APPLICABLE, "
      "5 UNDETERMINED");
  command->callback([&tool, options] {
    tool.run = [&tool, options] { return RunExplain(tool, *options); };
  });
}

}  // namespace creditproof::tool
