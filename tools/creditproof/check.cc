// creditproof check: may this subject be certified free of violations?
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "creditproof/eligibility/v1/eligibility_service.grpc.pb.h"
#include "libs/base/status_macros.h"
#include "libs/record/subject_name.h"
#include "tools/creditproof/arguments.h"
#include "tools/creditproof/check_batch.h"
#include "tools/creditproof/connection.h"
#include "tools/creditproof/tool.h"
#include "tools/creditproof/verdict_output.h"

namespace creditproof::tool {
namespace {

using eligibility::v1::BatchCheckEligibilityRequest;
using eligibility::v1::CheckEligibilityRequest;
using eligibility::v1::EligibilityService;
using eligibility::v1::Verdict;

constexpr absl::Duration kPatience = absl::Seconds(20);

struct CheckOptions {
  std::optional<CreditCode> code;
  std::string batch_file;  // instead of a code
  std::vector<record::v1::Area> areas;
  std::string from;
  std::string to;
  record::v1::Scenario scenario{};
};

// The verdict with all its findings, page after page of one state.
absl::StatusOr<Verdict> AskForAll(const Connection& connection,
                                  const CreditCode& code,
                                  CheckEligibilityRequest request) {
  Verdict whole;
  do {
    ASSIGN_OR_RETURN(const auto page,
                     connection.eligibility_check().Call(
                         connection.PartitionOf(code),
                         &EligibilityService::Stub::CheckEligibility, request,
                         absl::Now() + kPatience));
    const Verdict& verdict = page.verdict();
    if (request.findings_page_token().empty()) {
      whole = verdict;
    } else {
      whole.mutable_findings()->MergeFrom(verdict.findings());
      whole.mutable_repaired()->MergeFrom(verdict.repaired());
    }
    request.set_findings_page_token(verdict.next_findings_page_token());
  } while (!request.findings_page_token().empty());
  whole.clear_next_findings_page_token();
  return whole;
}

absl::StatusOr<int> RunBatch(const Tool& tool, const CheckOptions& options) {
  ASSIGN_OR_RETURN(const Connection connection,
                   Connection::Open(tool.config_file));
  BatchCheckEligibilityRequest question;
  question.mutable_areas()->Assign(options.areas.begin(), options.areas.end());
  question.set_period_start_date(options.from);
  question.set_period_end_date(options.to);
  question.set_consistency(CheckEligibilityRequest::CONSISTENCY_STRONG);
  return CheckBatch(connection, options.batch_file, std::move(question),
                    tool.json);
}

absl::StatusOr<int> RunCheck(const Tool& tool, const CheckOptions& options) {
  ASSIGN_OR_RETURN(const Connection connection,
                   Connection::Open(tool.config_file));
  CheckEligibilityRequest request;
  request.set_subject(record::SubjectName(*options.code));
  ASSIGN_OR_RETURN(*request.mutable_ground(),
                   connection.GroundFor(*options.code));
  request.mutable_areas()->Assign(options.areas.begin(), options.areas.end());
  request.set_period_start_date(options.from);
  request.set_period_end_date(options.to);
  // Whoever delivered a file just now expects to see it.
  request.set_consistency(CheckEligibilityRequest::CONSISTENCY_STRONG);
  request.set_scenario(options.scenario);
  ASSIGN_OR_RETURN(const Verdict verdict,
                   AskForAll(connection, *options.code, std::move(request)));
  if (tool.json) {
    PrintJson(VerdictJson(*options.code, verdict));
  } else {
    PrintVerdict(*options.code, verdict);
  }
  return VerdictExitStatus(verdict);
}

}  // namespace

void AddCheck(Tool& tool) {
  auto options = std::make_shared<CheckOptions>();
  CLI::App* command =
      tool.app.add_subcommand("check", "查询能否出具 / asks for a verdict");
  CLI::Option* code = AddParsed(*command, "code", options->code, CodeArgument,
                                "统一社会信用代码");
  CLI::Option* batch =
      command
          ->add_option("--batch", options->batch_file,
                       "每行一个代码的文件，- 为标准输入，只列出不能出具的 / "
                       "a code a line, - for standard input: lists those that "
                       "are not eligible")
          ->excludes(code);
  AddParsed(*command, "--areas", options->areas, AreasArgument,
            "领域，逗号分隔，缺省为全部 / areas, all when left out");
  AddParsed(*command, "--from", options->from, DateArgument,
            "起始日期 first day, YYYY-MM-DD");
  AddParsed(*command, "--to", options->to, DateArgument,
            "截止日期 last day, YYYY-MM-DD");
  AddParsed(*command, "--scenario", options->scenario, ScenarioArgument,
            "应用场景 scenario");
  command->footer(
      "Example: creditproof check 91230103TE00000103 --areas 市场监管,税务\n"
      "         creditproof check --batch codes.txt --json\n"
      "Exit status: 0 ELIGIBLE, 3 RECORDS_FOUND, 4 NOT_APPLICABLE, "
      "5 UNDETERMINED; with --batch 0 all ELIGIBLE, 3 not all");
  command->callback([&tool, options, code, batch] {
    if (code->empty() && batch->empty()) {
      throw CLI::RequiredError("code or --batch");
    }
    tool.run = [&tool, options] {
      return options->batch_file.empty() ? RunCheck(tool, *options)
                                         : RunBatch(tool, *options);
    };
  });
}

}  // namespace creditproof::tool
