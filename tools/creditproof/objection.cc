// creditproof objection: subjects object to records, sources answer.
#include <iostream>
#include <memory>
#include <optional>

#include "absl/strings/str_cat.h"
#include "creditproof/ingestion/v1/objection_service.grpc.pb.h"
#include "libs/base/status_macros.h"
#include "libs/record/subject_name.h"
#include "tools/creditproof/arguments.h"
#include "tools/creditproof/connection.h"
#include "tools/creditproof/output.h"
#include "tools/creditproof/request_id.h"
#include "tools/creditproof/tool.h"

namespace creditproof::tool {
namespace {

using ingestion::v1::AnswerObjectionRequest;
using ingestion::v1::FileObjectionRequest;
using ingestion::v1::ListObjectionsRequest;
using ingestion::v1::Objection;
using ingestion::v1::ObjectionService;

constexpr absl::Duration kPatience = absl::Seconds(20);

absl::string_view StateText(Objection::State state) {
  switch (state) {
    case Objection::STATE_OPEN:
      return "处理中";
    case Objection::STATE_UPHELD:
      return "异议成立";
    case Objection::STATE_REJECTED:
      return "异议不成立";
    default:
      return "未知";
  }
}

void Print(const Tool& tool, const Objection& objection) {
  const std::string state =
      Identifier(Objection::State_Name(objection.state()), "STATE_");
  if (tool.json) {
    PrintJson({{"name", objection.name()},
               {"record", objection.record()},
               {"state", state},
               {"statement", objection.statement()},
               {"file_time", TimeText(objection.file_time())},
               {"answer", objection.answer()},
               {"answer_time", TimeText(objection.answer_time())}});
    return;
  }
  PrintLine(absl::StrCat(objection.name(), "  ", StateText(objection.state()),
                         "  ", state, "\n  ", objection.record(), "\n  ",
                         TimeText(objection.file_time()), "  ",
                         objection.statement()));
  if (objection.answer().empty()) return;
  PrintLine(absl::StrCat("  ", TimeText(objection.answer_time()),
                         "  答复 answer: ", objection.answer()));
}

absl::StatusOr<int> RunFile(const Tool& tool, const CreditCode& code,
                            FileObjectionRequest request) {
  ASSIGN_OR_RETURN(const Connection connection,
                   Connection::Open(tool.config_file));
  ASSIGN_OR_RETURN(*request.mutable_ground(), connection.GroundFor(code));
  const absl::StatusOr<Objection> filed = connection.ingestion().Call(
      kWholePartition, &ObjectionService::Stub::FileObjection, request,
      absl::Now() + kPatience);
  if (!filed.ok()) {
    std::cerr << "同一异议可用 --request-id " << request.request_id()
              << " 再次提交 / try again with the same id" << std::endl;
    return filed.status();
  }
  Print(tool, *filed);
  return 0;
}

absl::StatusOr<int> RunAnswer(const Tool& tool,
                              const AnswerObjectionRequest& request) {
  ASSIGN_OR_RETURN(const Connection connection,
                   Connection::Open(tool.config_file));
  ASSIGN_OR_RETURN(
      const Objection answered,
      connection.ingestion().Call(kWholePartition,
                                  &ObjectionService::Stub::AnswerObjection,
                                  request, absl::Now() + kPatience));
  Print(tool, answered);
  return 0;
}

struct ListOptions {
  std::string source;
  std::optional<CreditCode> code;
  bool open = false;
};

absl::StatusOr<int> RunList(const Tool& tool, const ListOptions& options) {
  ASSIGN_OR_RETURN(const Connection connection,
                   Connection::Open(tool.config_file));
  ListObjectionsRequest request;
  if (options.open) request.set_state(Objection::STATE_OPEN);
  do {
    if (options.code.has_value()) {
      request.set_parent(record::SubjectName(*options.code));
      ASSIGN_OR_RETURN(*request.mutable_ground(),
                       connection.GroundFor(*options.code));
    } else {
      request.set_parent(record::SourceName(options.source));
    }
    ASSIGN_OR_RETURN(
        const auto response,
        connection.ingestion().Call(kWholePartition,
                                    &ObjectionService::Stub::ListObjections,
                                    request, absl::Now() + kPatience));
    for (const Objection& objection : response.objections()) {
      Print(tool, objection);
    }
    request.set_page_token(response.next_page_token());
  } while (!request.page_token().empty());
  return 0;
}

void AddFile(Tool& tool, CLI::App& parent) {
  struct Options {
    std::optional<CreditCode> code;
    std::string record_id;
    FileObjectionRequest request;
  };
  auto options = std::make_shared<Options>();
  options->request.set_request_id(RandomRequestId());
  CLI::App* command =
      parent.add_subcommand("file", "对一条信息提出异议 / objects to a record");
  AddParsed(*command, "code", options->code, CodeArgument, "统一社会信用代码")
      ->required();
  command->add_option("record", options->record_id, "record_id，见 show --json")
      ->required();
  command
      ->add_option("--statement", *options->request.mutable_statement(),
                   "异议内容，2000 字以内 / what is wrong")
      ->required();
  command->add_option("--request-id", *options->request.mutable_request_id(),
                      "请求编号（UUID），重试时相同");
  command->footer(
      "Example: creditproof objection file 91230199TE00000292 "
      "0123456789abcdef0123456789abcdef --statement 该处罚已由法院判决撤销");
  command->callback([&tool, options] {
    options->request.set_record(absl::StrCat(
        record::SubjectName(*options->code), "/records/", options->record_id));
    tool.run = [&tool, options] {
      return RunFile(tool, *options->code, options->request);
    };
  });
}

void AddAnswer(Tool& tool, CLI::App& parent) {
  struct Options {
    AnswerObjectionRequest request;
    bool upheld = false;
    bool withdraw = false;
  };
  auto options = std::make_shared<Options>();
  CLI::App* command =
      parent.add_subcommand("answer", "答复异议 / answers an objection");
  command
      ->add_option("objection", *options->request.mutable_name(),
                   "sources/…/objections/…，见 list")
      ->required();
  command
      ->add_option("--answer", *options->request.mutable_answer(),
                   "答复内容，2000 字以内 / to the subject")
      ->required();
  command->add_flag("--upheld", options->upheld,
                    "异议成立；缺省为不成立 / the source agrees");
  command->add_flag("--withdraw", options->withdraw,
                    "异议成立，并撤销该条信息 / and withdraws the record");
  command->footer(
      "Example: creditproof objection answer "
      "sources/penalties/objections/0123456789abcdef0123456789abcdef --upheld "
      "--withdraw --answer 经核实，该处罚决定已撤销");
  command->callback([&tool, options] {
    options->request.set_upheld(options->upheld || options->withdraw);
    options->request.set_withdraw_record(options->withdraw);
    tool.run = [&tool, options] { return RunAnswer(tool, options->request); };
  });
}

void AddList(Tool& tool, CLI::App& parent) {
  auto options = std::make_shared<ListOptions>();
  CLI::App* command =
      parent.add_subcommand("list", "列出异议，最早的在前 / lists them");
  CLI::Option* source =
      command->add_option("--source", options->source, "信息来源单位 id");
  AddParsed(*command, "--subject", options->code, CodeArgument,
            "统一社会信用代码")
      ->excludes(source);
  command->add_flag("--open", options->open, "只列出未答复的 / open ones only");
  command->footer(
      "Example: creditproof objection list --source penalties --open");
  command->callback([&tool, options] {
    if (options->source.empty() && !options->code.has_value()) {
      throw CLI::RequiredError("--source or --subject");
    }
    tool.run = [&tool, options] { return RunList(tool, *options); };
  });
}

}  // namespace

void AddObjection(Tool& tool) {
  CLI::App* command = tool.app.add_subcommand(
      "objection", "对信息的异议和答复 / objections and answers");
  command->require_subcommand(1);
  AddFile(tool, *command);
  AddAnswer(tool, *command);
  AddList(tool, *command);
}

}  // namespace creditproof::tool
