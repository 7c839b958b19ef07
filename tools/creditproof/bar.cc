// creditproof bar: who forged a report may not use reports for a time.
#include <memory>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "creditproof/ingestion/v1/bar_service.grpc.pb.h"
#include "libs/base/files.h"
#include "libs/base/status_macros.h"
#include "tools/creditproof/arguments.h"
#include "tools/creditproof/bar_output.h"
#include "tools/creditproof/connection.h"
#include "tools/creditproof/output.h"
#include "tools/creditproof/tool.h"

namespace creditproof::tool {
namespace {

using ingestion::v1::Bar;
using ingestion::v1::BarService;

constexpr absl::Duration kPatience = absl::Seconds(20);
constexpr std::size_t kMostEvidenceBytes = 5 << 20;

struct BarOptions {
  std::optional<CreditCode> code;
  std::string id;  // of a bar or a proposal
  std::string text;
  std::string until_date;
  std::string evidence;
  std::string file;
  bool open = false;
  bool own = false;
};

template <typename Request, typename Response>
absl::StatusOr<Response> Call(
    const Connection& connection,
    grpc::Status (BarService::Stub::*method)(grpc::ClientContext*,
                                             const Request&, Response*),
    const Request& request) {
  return connection.ingestion().Call(kWholePartition, method, request,
                                     absl::Now() + kPatience);
}

// Calls, and prints the bar as it then stands.
template <typename Request>
absl::StatusOr<int> Ask(const Tool& tool,
                        grpc::Status (BarService::Stub::*method)(
                            grpc::ClientContext*, const Request&, Bar*),
                        const Request& request) {
  ASSIGN_OR_RETURN(const Connection connection,
                   Connection::Open(tool.config_file));
  ASSIGN_OR_RETURN(const Bar bar, Call(connection, method, request));
  PrintBar(tool, bar);
  return 0;
}

absl::Status CheckEvidence(const std::string& file, absl::string_view pdf) {
  if (!pdf.empty() && pdf.size() <= kMostEvidenceBytes) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat("“", file, "” ",
                   pdf.empty() ? "是空文件 is an empty file"
                               : "超过 5 MiB is longer than 5 MiB"));
}

absl::StatusOr<int> Propose(const Tool& tool, const BarOptions& options) {
  ingestion::v1::ProposeBarRequest request;
  request.set_credit_code(std::string(options.code->text()));
  request.set_reason(options.text);
  request.set_until_date(options.until_date);
  request.mutable_evidence()->set_text(options.evidence);
  if (!options.file.empty()) {
    ASSIGN_OR_RETURN(*request.mutable_evidence()->mutable_pdf(),
                     FileContent(options.file));
    RETURN_IF_ERROR(CheckEvidence(options.file, request.evidence().pdf()));
  }
  return Ask(tool, &BarService::Stub::ProposeBar, request);
}

absl::StatusOr<int> Lift(const Tool& tool, const BarOptions& options) {
  ingestion::v1::ProposeLiftRequest request;
  request.set_bar_id(options.id);
  request.set_reason(options.text);
  return Ask(tool, &BarService::Stub::ProposeLift, request);
}

absl::StatusOr<int> Approve(const Tool& tool, const BarOptions& options) {
  ingestion::v1::ApproveBarProposalRequest request;
  request.set_proposal_id(options.id);
  return Ask(tool, &BarService::Stub::ApproveBarProposal, request);
}

absl::StatusOr<int> Reject(const Tool& tool, const BarOptions& options) {
  ingestion::v1::RejectBarProposalRequest request;
  request.set_proposal_id(options.id);
  request.set_reason(options.text);
  return Ask(tool, &BarService::Stub::RejectBarProposal, request);
}

absl::StatusOr<int> Dismiss(const Tool& tool, const BarOptions& options) {
  ingestion::v1::DismissAppealRequest request;
  request.set_bar_id(options.id);
  request.set_answer(options.text);
  return Ask(tool, &BarService::Stub::DismissAppeal, request);
}

absl::StatusOr<int> Appeal(const Tool& tool, const BarOptions& options) {
  ASSIGN_OR_RETURN(const Connection connection,
                   Connection::Open(tool.config_file));
  ingestion::v1::FileAppealRequest request;
  request.set_credit_code(std::string(options.code->text()));
  request.set_statement(options.text);
  ASSIGN_OR_RETURN(*request.mutable_ground(),
                   connection.GroundFor(*options.code));
  ASSIGN_OR_RETURN(const Bar bar,
                   Call(connection, &BarService::Stub::FileAppeal, request));
  PrintBar(tool, bar);
  return 0;
}

absl::StatusOr<int> ShowEvidence(const Tool& tool, const BarOptions& options) {
  ASSIGN_OR_RETURN(const Connection connection,
                   Connection::Open(tool.config_file));
  ingestion::v1::GetEvidenceRequest request;
  request.set_bar_id(options.id);
  ASSIGN_OR_RETURN(const auto evidence,
                   Call(connection, &BarService::Stub::GetEvidence, request));
  if (!options.file.empty()) {
    if (evidence.pdf().empty()) {
      return absl::NotFoundError(
          "该限制没有留存文件 / no file was kept as evidence");
    }
    RETURN_IF_ERROR(base::WriteFile(options.file, evidence.pdf()));
  }
  if (tool.json) {
    PrintJson({{"bar", options.id},
               {"text", evidence.text()},
               {"pdf_bytes", evidence.pdf().size()}});
  } else {
    PrintLine(evidence.text());
  }
  return 0;
}

// Has `ask` ask for pages until the last one, and prints them.
template <typename Request, typename Next>
absl::StatusOr<int> PrintPages(const Tool& tool, const BarOptions& options,
                               Request request, Next ask) {
  do {
    ASSIGN_OR_RETURN(const auto page, ask(request));
    for (const Bar& bar : page.bars()) {
      if (!options.open || IsOpen(bar)) PrintBar(tool, bar);
    }
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  return 0;
}

absl::StatusOr<int> List(const Tool& tool, const BarOptions& options) {
  ASSIGN_OR_RETURN(const Connection connection,
                   Connection::Open(tool.config_file));
  const std::string code =
      options.code.has_value() ? std::string(options.code->text()) : "";
  if (!options.own) {
    ingestion::v1::ListBarsRequest request;
    request.set_credit_code(code);
    return PrintPages(tool, options, request, [&](const auto& asked) {
      return Call(connection, &BarService::Stub::ListBars, asked);
    });
  }
  ingestion::v1::ListSubjectBarsRequest request;
  request.set_credit_code(code);
  ASSIGN_OR_RETURN(*request.mutable_ground(),
                   connection.GroundFor(*options.code));
  return PrintPages(tool, options, request, [&](const auto& asked) {
    return Call(connection, &BarService::Stub::ListSubjectBars, asked);
  });
}

using Run = absl::StatusOr<int> (*)(const Tool&, const BarOptions&);
using Options = std::shared_ptr<BarOptions>;

// A command of `bar`, with what it adds to `options`.
CLI::App& Add(Tool& tool, CLI::App& parent, const std::string& name,
              const std::string& description, const std::string& example,
              Options options, Run run) {
  CLI::App* command = parent.add_subcommand(name, description);
  command->footer(absl::StrCat("Example: creditproof bar ", example));
  command->callback([&tool, run, options] {
    tool.run = [&tool, run, options] { return run(tool, *options); };
  });
  return *command;
}

// One that is about a bar or a proposal, with words said about it.
void AddWithId(Tool& tool, CLI::App& parent, const std::string& name,
               const std::string& description, const std::string& words,
               Run run) {
  auto options = std::make_shared<BarOptions>();
  CLI::App& command =
      Add(tool, parent, name, description,
          absl::StrCat(name, " 0123456789abcdef0123456789abcdef ", words, " …"),
          options, run);
  command.add_option("id", options->id, "编号，见 list")->required();
  AddParsed(command, words, options->text, WordsArgument,
            "告知对方的话 / what is said")
      ->required();
}

void AddPropose(Tool& tool, CLI::App& parent) {
  auto options = std::make_shared<BarOptions>();
  CLI::App& command =
      Add(tool, parent, "propose",
          "提出限制一个主体使用信用代证，由另一名管理员批准 / proposes a bar",
          "propose 91230199TE00000292 --reason 伪造信用报告 --until 2027-12-31 "
          "--evidence \"招标窗口收到，核验为 05\" --pdf forged.pdf",
          options, Propose);
  AddParsed(command, "code", options->code, CodeArgument, "统一社会信用代码")
      ->required();
  AddParsed(command, "--reason", options->text, WordsArgument,
            "理由，会告知该主体 / why; the subject is told")
      ->required();
  AddParsed(command, "--evidence", options->evidence, WordsArgument,
            "证据说明，只有管理员可见 / how it was proven")
      ->required();
  // An empty one, of a script's variable, must not bar without end.
  AddParsed(command, "--pdf", options->file, WordsArgument,
            "伪造的文件，不超过 5 MB / the forged file");
  AddParsed(command, "--until", options->until_date, WordsArgument,
            "最后一日，缺省为无期限 / its last day");
}

void AddApprove(Tool& tool, CLI::App& parent) {
  auto options = std::make_shared<BarOptions>();
  CLI::App& command =
      Add(tool, parent, "approve",
          "批准限制或解除，即时生效；不能由提出者批准 / approves a proposal",
          "approve 0123456789abcdef0123456789abcdef", options, Approve);
  command.add_option("id", options->id, "提案编号，见 list")->required();
}

void AddAppeal(Tool& tool, CLI::App& parent) {
  auto options = std::make_shared<BarOptions>();
  CLI::App& command =
      Add(tool, parent, "appeal", "被限制的主体申诉 / the subject appeals",
          "appeal 91230199TE00000292 --statement 该文件不是我单位出具", options,
          Appeal);
  AddParsed(command, "code", options->code, CodeArgument, "统一社会信用代码")
      ->required();
  AddParsed(command, "--statement", options->text, WordsArgument,
            "申诉内容，2000 字以内 / what is wrong")
      ->required();
}

void AddList(Tool& tool, CLI::App& parent) {
  auto options = std::make_shared<BarOptions>();
  CLI::App& command =
      Add(tool, parent, "list", "列出限制，最早的在前 / lists bars",
          "list --open", options, List);
  CLI::Option* subject = AddParsed(command, "--subject", options->code,
                                   CodeArgument, "统一社会信用代码");
  command.add_flag("--open", options->open,
                   "只列出待批准、待答复的 / what waits for somebody");
  command
      .add_flag("--own", options->own,
                "以该主体的身份查看 / as the subject sees it")
      ->needs(subject);
}

void AddEvidence(Tool& tool, CLI::App& parent) {
  auto options = std::make_shared<BarOptions>();
  CLI::App& command =
      Add(tool, parent, "evidence", "查看证据，会记入审计 / shows the evidence",
          "evidence 0123456789abcdef0123456789abcdef --out forged.pdf", options,
          ShowEvidence);
  command.add_option("id", options->id, "编号，见 list")->required();
  AddParsed(command, "--out", options->file, NewFileArgument,
            "伪造的文件写到这里 / where the forged file goes");
}

}  // namespace

void AddBar(Tool& tool) {
  CLI::App* command = tool.app.add_subcommand(
      "bar", "限制伪造报告者使用信用代证 / bars who forged a report");
  command->require_subcommand(1);
  AddPropose(tool, *command);
  AddApprove(tool, *command);
  AddWithId(tool, *command, "reject", "否决或撤回提案 / rejects a proposal",
            "--reason", Reject);
  AddWithId(tool, *command, "lift",
            "提出解除限制，由另一名管理员批准 / proposes to lift a bar",
            "--reason", Lift);
  AddWithId(tool, *command, "dismiss",
            "驳回申诉，限制继续 / dismisses an appeal", "--answer", Dismiss);
  AddAppeal(tool, *command);
  AddList(tool, *command);
  AddEvidence(tool, *command);
}

}  // namespace creditproof::tool
