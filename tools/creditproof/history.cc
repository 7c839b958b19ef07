// creditproof history: what became of a subject or a record, and who said so.
#include <memory>
#include <optional>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "creditproof/record/v1/record_service.grpc.pb.h"
#include "libs/base/status_macros.h"
#include "libs/record/subject_name.h"
#include "tools/creditproof/arguments.h"
#include "tools/creditproof/as_of.h"
#include "tools/creditproof/connection.h"
#include "tools/creditproof/output.h"
#include "tools/creditproof/revision_output.h"
#include "tools/creditproof/tool.h"

namespace creditproof::tool {
namespace {

using record::v1::DiffRevisionsRequest;
using record::v1::GetSubjectRequest;
using record::v1::ListRevisionsRequest;
using record::v1::RecordService;
using record::v1::Revision;

constexpr absl::Duration kPatience = absl::Seconds(20);
constexpr int kPageSize = 1000;

struct HistoryOptions {
  std::optional<CreditCode> code;
  std::string record_id;               // empty for all of the subject
  std::vector<std::uint64_t> compare;  // two positions, or none
  std::optional<AsOf> until;
};

std::string NameOf(const HistoryOptions& options) {
  const std::string subject = record::SubjectName(*options.code);
  if (!options.record_id.empty()) {
    return absl::StrCat(subject, "/records/", options.record_id);
  }
  return options.compare.empty() ? subject
                                 : absl::StrCat(subject, "/registration");
}

bool IsUntil(const Revision& revision, const std::optional<AsOf>& until) {
  if (!until.has_value()) return true;
  if (!until->time.has_value()) return revision.position() <= until->position;
  return absl::FromUnixSeconds(revision.append_time().seconds()) +
             absl::Nanoseconds(revision.append_time().nanos()) <=
         *until->time;
}

// Fails when that is not known yet, as `show --at` does: a history that ends
// earlier would pass for whole.
absl::Status CheckReached(const Connection& connection,
                          const HistoryOptions& options) {
  if (!options.until.has_value()) return absl::OkStatus();
  GetSubjectRequest request;
  request.set_name(record::SubjectName(*options.code));
  AskAsOf(*options.until, request);
  ASSIGN_OR_RETURN(*request.mutable_ground(),
                   connection.GroundFor(*options.code));
  return connection.record_store()
      .Call(connection.PartitionOf(*options.code),
            &RecordService::Stub::GetSubject, request, absl::Now() + kPatience)
      .status();
}

absl::Status List(const Tool& tool, const Connection& connection,
                  const HistoryOptions& options) {
  RETURN_IF_ERROR(CheckReached(connection, options));
  ListRevisionsRequest request;
  request.set_name(NameOf(options));
  request.set_page_size(kPageSize);
  do {
    ASSIGN_OR_RETURN(*request.mutable_ground(),
                     connection.GroundFor(*options.code));
    ASSIGN_OR_RETURN(const auto page, connection.record_store().Call(
                                          connection.PartitionOf(*options.code),
                                          &RecordService::Stub::ListRevisions,
                                          request, absl::Now() + kPatience));
    const Kinds kinds(page.kind_names());
    for (const Revision& revision : page.revisions()) {
      if (!IsUntil(revision, options.until)) continue;
      if (tool.json) {
        PrintJson(RevisionJson(kinds, revision));
      } else {
        PrintRevision(kinds, revision);
      }
    }
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  return absl::OkStatus();
}

absl::Status Compare(const Tool& tool, const Connection& connection,
                     const HistoryOptions& options) {
  DiffRevisionsRequest request;
  request.set_name(NameOf(options));
  request.set_first_position(options.compare[0]);
  request.set_second_position(options.compare[1]);
  ASSIGN_OR_RETURN(*request.mutable_ground(),
                   connection.GroundFor(*options.code));
  ASSIGN_OR_RETURN(
      const auto response,
      connection.record_store().Call(connection.PartitionOf(*options.code),
                                     &RecordService::Stub::DiffRevisions,
                                     request, absl::Now() + kPatience));
  for (const auto& difference : response.differences()) {
    if (tool.json) {
      PrintJson(DifferenceJson(difference));
    } else {
      PrintDifference(difference);
    }
  }
  if (response.differences().empty() && !tool.json) {
    PrintLine("两个版本内容相同 no difference");
  }
  return absl::OkStatus();
}

absl::StatusOr<int> RunHistory(const Tool& tool,
                               const HistoryOptions& options) {
  ASSIGN_OR_RETURN(const Connection connection,
                   Connection::Open(tool.config_file));
  RETURN_IF_ERROR(options.compare.empty() ? List(tool, connection, options)
                                          : Compare(tool, connection, options));
  return 0;
}

}  // namespace

void AddHistory(Tool& tool) {
  auto options = std::make_shared<HistoryOptions>();
  CLI::App* command = tool.app.add_subcommand(
      "history", "查看变更历史 / lists what became of a subject, oldest first");
  AddParsed(*command, "code", options->code, CodeArgument, "统一社会信用代码")
      ->required();
  command->add_option("--record", options->record_id,
                      "只看一条记录 one record, by its id (see show --json)");
  CLI::Option* diff = command->add_option(
      "--diff", options->compare,
      "比较两个位置上的版本 compares the revisions at two positions: of the "
      "record, or of the registration when --record is left out");
  diff->expected(2);
  AddParsed(
      *command, "--at", options->until,
      [](const std::string& text) { return AsOfArgument(text, absl::Now()); },
      "截至位置或时间 up to a position or time")
      ->excludes(diff);
  command->footer(
      "Example: creditproof history 91230199TE00000292\n"
      "         creditproof history 91230199TE00000292 --diff 1 7");
  command->callback([&tool, options] {
    tool.run = [&tool, options] { return RunHistory(tool, *options); };
  });
}

}  // namespace creditproof::tool
