// creditproof show: everything known of a subject, now or in the past.
#include <memory>
#include <optional>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "creditproof/record/v1/record_service.grpc.pb.h"
#include "libs/base/status_macros.h"
#include "libs/record/catalogue.h"
#include "libs/record/subject_name.h"
#include "tools/creditproof/arguments.h"
#include "tools/creditproof/as_of.h"
#include "tools/creditproof/connection.h"
#include "tools/creditproof/kinds.h"
#include "tools/creditproof/output.h"
#include "tools/creditproof/tool.h"

namespace creditproof::tool {
namespace {

using record::ChineseName;
using record::v1::CurrentRecord;
using record::v1::GetSubjectRequest;
using record::v1::OpenHold;
using record::v1::OpenMismatch;
using record::v1::RecordService;
using record::v1::RecordState;
using record::v1::Registration;
using record::v1::SubjectDossier;

constexpr absl::Duration kPatience = absl::Seconds(20);

Json RegistrationJson(const Registration& registration) {
  return {
      {"name", registration.name()},
      {"operator_kind",
       Identifier(record::v1::OperatorKind_Name(registration.operator_kind()),
                  "OPERATOR_KIND_")},
      {"status",
       Identifier(record::v1::RegistrationStatus_Name(registration.status()),
                  "REGISTRATION_STATUS_")},
      {"region_code", registration.region_code()},
      {"founded_date", registration.founded_date()},
      {"registration_authority", registration.registration_authority()},
      {"address", registration.address()}};
}

Json RecordJson(const Kinds& kinds, const CurrentRecord& current) {
  const record::v1::Record& record = current.record();
  return {{"record_id", record.record_id()},
          {"date", record.decision_date()},
          {"kind", kinds.Id(record.kind())},
          {"kind_name", kinds.ChineseName(record.kind())},
          {"area", Identifier(record::v1::Area_Name(record.area()), "AREA_")},
          {"authority", record.authority()},
          {"document_number", record.document_number()},
          {"content", record.content()},
          {"source", record.source_id()},
          {"state",
           Identifier(RecordState::Kind_Name(current.state().kind()), "KIND_")},
          {"since_date", current.state().since_date()},
          {"objected", current.state().objected()},
          {"position", current.position()}};
}

Json DossierJson(const CreditCode& code, const SubjectDossier& dossier) {
  Json json = {{"subject", code.text()},
               {"registered", dossier.has_registration()}};
  if (dossier.has_registration()) {
    json["registration"] = RegistrationJson(dossier.registration());
  }
  const Kinds kinds(dossier.kind_names());
  json["records"] = Json::array();
  for (const CurrentRecord& record : dossier.records()) {
    json["records"].push_back(RecordJson(kinds, record));
  }
  json["holds"] = Json::array();
  for (const OpenHold& hold : dossier.holds()) {
    json["holds"].push_back({{"hold_id", hold.hold_id()},
                             {"source", hold.source_id()},
                             {"reason", hold.reason()},
                             {"position", hold.position()}});
  }
  json["mismatches"] = Json::array();
  for (const OpenMismatch& mismatch : dossier.mismatches()) {
    json["mismatches"].push_back(
        {{"mismatch_id", mismatch.mismatch_id()},
         {"source", mismatch.source_id()},
         {"record_kind", kinds.Id(mismatch.record_kind())},
         {"position", mismatch.position()}});
  }
  json["bar_reason"] = dossier.bar_reason();
  json["bar_until_date"] = dossier.bar_until_date();
  json["partition"] = dossier.partition();
  json["position"] = dossier.position();
  return json;
}

void PrintRecord(const Kinds& kinds, const CurrentRecord& current) {
  const record::v1::Record& record = current.record();
  PrintLine(absl::StrCat(
      "- ", record.decision_date(), "  ", kinds.ChineseName(record.kind()),
      "  ", ChineseName(record.area()), "  ",
      Identifier(RecordState::Kind_Name(current.state().kind()), "KIND_"),
      current.state().objected() ? "（异议处理中）" : "", "\n  ",
      record.authority(), "  ", record.document_number(), "\n  ",
      record.content()));
}

void PrintDossier(const CreditCode& code, const SubjectDossier& dossier) {
  const Registration& registration = dossier.registration();
  PrintLine(
      absl::StrCat(code.text(), "  ",
                   dossier.has_registration()
                       ? absl::StrCat(registration.name(), "  ",
                                      ChineseName(registration.operator_kind()),
                                      "  ", ChineseName(registration.status()))
                       : "尚无登记信息 not registered"));
  const Kinds kinds(dossier.kind_names());
  for (const CurrentRecord& record : dossier.records()) {
    PrintRecord(kinds, record);
  }
  for (const OpenHold& hold : dossier.holds()) {
    PrintLine(absl::StrCat("- 待更正 on hold: ", hold.reason(), "（",
                           hold.source_id(), "）"));
  }
  for (const OpenMismatch& mismatch : dossier.mismatches()) {
    PrintLine(absl::StrCat("- 与报送单位台账不一致 mismatch（",
                           mismatch.source_id(), "）"));
  }
  if (!dossier.bar_reason().empty()) {
    const std::string& until = dossier.bar_until_date();
    PrintLine(absl::StrCat("- 限制使用 barred",
                           until.empty() ? "" : "，截至 until ", until, ": ",
                           dossier.bar_reason()));
  }
  PrintLine(absl::StrCat("分区 partition ", dossier.partition(),
                         "，位置 position ", dossier.position()));
}

struct ShowOptions {
  std::optional<CreditCode> code;
  std::optional<AsOf> as_of;
};

absl::StatusOr<int> RunShow(const Tool& tool, const ShowOptions& options) {
  const CreditCode& code = *options.code;
  ASSIGN_OR_RETURN(const Connection connection,
                   Connection::Open(tool.config_file));
  GetSubjectRequest request;
  request.set_name(record::SubjectName(code));
  if (options.as_of.has_value()) AskAsOf(*options.as_of, request);
  ASSIGN_OR_RETURN(*request.mutable_ground(), connection.GroundFor(code));
  ASSIGN_OR_RETURN(
      const SubjectDossier dossier,
      connection.record_store().Call(connection.PartitionOf(code),
                                     &RecordService::Stub::GetSubject, request,
                                     absl::Now() + kPatience));
  if (tool.json) {
    PrintJson(DossierJson(code, dossier));
  } else {
    PrintDossier(code, dossier);
  }
  return 0;
}

}  // namespace

void AddShow(Tool& tool) {
  auto options = std::make_shared<ShowOptions>();
  CLI::App* command = tool.app.add_subcommand(
      "show", "查看一个主体的全部信息 / shows what is known of a subject");
  AddParsed(*command, "code", options->code, CodeArgument, "统一社会信用代码")
      ->required();
  AddParsed(
      *command, "--at", options->as_of,
      [](const std::string& text) { return AsOfArgument(text, absl::Now()); },
      "当时的情况：位置或时间 as of a past position or time");
  command->footer(
      "Example: creditproof show 91230199TE00000292\n"
      "         creditproof show 91230199TE00000292 --at 2026-11-01");
  command->callback([&tool, options] {
    tool.run = [&tool, options] { return RunShow(tool, *options); };
  });
}

}  // namespace creditproof::tool
