// creditproof audit: who looked at a subject, and whether that is all.
#include <google/protobuf/util/time_util.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "creditproof/audit/v1/audit_service.grpc.pb.h"
#include "libs/base/date.h"
#include "libs/base/status_macros.h"
#include "libs/record/subject_name.h"
#include "tools/creditproof/arguments.h"
#include "tools/creditproof/audit_output.h"
#include "tools/creditproof/audit_verify.h"
#include "tools/creditproof/connection.h"
#include "tools/creditproof/instances.h"
#include "tools/creditproof/output.h"
#include "tools/creditproof/tool.h"

namespace creditproof::tool {
namespace {

using audit::v1::AuditEntry;
using audit::v1::AuditService;
using audit::v1::ListEntriesRequest;
using google::protobuf::util::TimeUtil;

constexpr int kIncomplete = 1;
constexpr int kPageSize = 1000;
constexpr absl::Duration kPatience = absl::Seconds(20);

struct AuditOptions {
  std::optional<CreditCode> code;
  std::string from;
  std::string to;
  std::string purpose;
  std::string checkpoint_file;
};

// An entry and where it was found.
struct Found {
  const ServiceInstance* instance;
  AuditEntry entry;

  auto Order() const {
    return std::make_tuple(TimeUtil::TimestampToNanoseconds(entry.time()),
                           instance, entry.sequence());
  }
};

// When the day begins in China.
google::protobuf::Timestamp Begin(absl::CivilDay day) {
  return TimeUtil::SecondsToTimestamp(
      absl::ToUnixSeconds(absl::FromCivil(day, base::ChinaTime())));
}

absl::StatusOr<ListEntriesRequest> RequestFor(const AuditOptions& options) {
  ListEntriesRequest request;
  request.set_parent(record::SubjectName(*options.code));
  request.set_page_size(kPageSize);
  request.set_purpose(options.purpose);
  if (!options.from.empty()) {
    ASSIGN_OR_RETURN(const absl::CivilDay day, base::ParseDate(options.from));
    *request.mutable_start_time() = Begin(day);
  }
  if (!options.to.empty()) {
    ASSIGN_OR_RETURN(const absl::CivilDay day, base::ParseDate(options.to));
    *request.mutable_end_time() = Begin(day + 1);
  }
  return request;
}

// Without a ground in the configuration it is an administrator who asks.
absl::Status SetGround(const Connection& connection, const CreditCode& code,
                       ListEntriesRequest& request) {
  absl::StatusOr<access::v1::Ground> ground = connection.GroundFor(code);
  if (absl::IsFailedPrecondition(ground.status())) return absl::OkStatus();
  RETURN_IF_ERROR(ground.status());
  *request.mutable_ground() = *std::move(ground);
  return absl::OkStatus();
}

// All pages of an instance.
absl::Status Ask(const Connection& connection, const AuditOptions& options,
                 const ServiceInstance& instance, std::vector<Found>& found) {
  ASSIGN_OR_RETURN(ListEntriesRequest request, RequestFor(options));
  do {
    RETURN_IF_ERROR(SetGround(connection, *options.code, request));
    ASSIGN_OR_RETURN(const auto page,
                     instance.peer->Call(instance.partition,
                                         &AuditService::Stub::ListEntries,
                                         request, absl::Now() + kPatience));
    for (const AuditEntry& entry : page.entries()) {
      found.push_back({&instance, entry});
    }
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  return absl::OkStatus();
}

absl::Status Incomplete(const ServiceInstance& instance,
                        const absl::Status& status) {
  return absl::Status(
      status.code(),
      absl::StrCat("缺少 ", instance.service, " 的审计记录 the trail of ",
                   instance.service, " is missing here: ", status.message()));
}

absl::StatusOr<int> RunAudit(const Tool& tool, const AuditOptions& options) {
  ASSIGN_OR_RETURN(const Connection connection,
                   Connection::Open(tool.config_file));
  const std::vector<ServiceInstance> instances = InstancesOf(connection);
  std::vector<Found> found;
  std::vector<absl::Status> failures;
  for (const ServiceInstance& instance : instances) {
    const absl::Status asked = Ask(connection, options, instance, found);
    if (!asked.ok()) failures.push_back(Incomplete(instance, asked));
  }
  std::sort(found.begin(), found.end(), [](const Found& a, const Found& b) {
    return a.Order() < b.Order();
  });
  for (const Found& one : found) {
    if (tool.json) {
      PrintJson(AuditEntryJson(*one.instance, one.entry));
    } else {
      PrintAuditEntry(*one.instance, one.entry);
    }
  }
  for (const absl::Status& failure : failures) PrintError(failure);
  return failures.empty() ? 0 : kIncomplete;
}

void AddAuditVerify(Tool& tool, CLI::App& command,
                    const std::shared_ptr<AuditOptions>& options) {
  CLI::App* verify = command.add_subcommand(
      "verify",
      "核验审计链：有无删除、改动 / proves that no entry was removed or "
      "changed");
  verify->add_option(
      "--checkpoints", options->checkpoint_file,
      "上次核验所见的链尾，核验后更新；请另地保管 the ends that the last run "
      "saw, updated: shows an end that was cut off, a chain made anew");
  verify->footer(
      "Example: creditproof audit verify --checkpoints ends.jsonl\n"
      "Exit status: 0 all intact, 3 an entry is missing or changed, 1 not all "
      "could be asked");
  verify->callback([&tool, options] {
    tool.run = [&tool, options] {
      return VerifyTrails(tool, options->checkpoint_file);
    };
  });
}

}  // namespace

void AddAudit(Tool& tool) {
  auto options = std::make_shared<AuditOptions>();
  CLI::App* command = tool.app.add_subcommand(
      "audit",
      "谁查过一个主体：时间、依据、用途 / lists who looked at a subject, when, "
      "on what ground, in all services, oldest first");
  AddParsed(*command, "code", options->code, CodeArgument, "统一社会信用代码");
  AddParsed(*command, "--from", options->from, DateArgument,
            "从这天起 from this day on");
  AddParsed(*command, "--to", options->to, DateArgument,
            "到这天为止（含） up to this day, included");
  command->add_option("--purpose", options->purpose,
                      "查看用途，记入审计 what for: it is audited, too");
  command->footer(
      "Example: creditproof audit 91230199TE00000292 --from 2026-11-01\n"
      "         creditproof audit verify\n"
      "Exit status: 0 the trails of all services, 1 not of all");
  command->require_subcommand(0, 1);
  AddAuditVerify(tool, *command, options);
  command->callback([&tool, command, options] {
    if (!command->get_subcommands().empty()) return;
    if (!options->code.has_value()) throw CLI::RequiredError("code");
    tool.run = [&tool, options] { return RunAudit(tool, *options); };
  });
}

}  // namespace creditproof::tool
