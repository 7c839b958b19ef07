// creditproof verify: is this report genuine, unaltered, and does it still
// hold?
#include <google/protobuf/util/time_util.h>

#include <memory>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "creditproof/verification/v1/verification_service.pb.h"
#include "libs/base/status_macros.h"
#include "tools/creditproof/arguments.h"
#include "tools/creditproof/connection.h"
#include "tools/creditproof/output.h"
#include "tools/creditproof/presented.h"
#include "tools/creditproof/status_lists.h"
#include "tools/creditproof/tool.h"
#include "tools/creditproof/verify_offline.h"
#include "tools/creditproof/verify_online.h"
#include "tools/creditproof/verify_output.h"

namespace creditproof::tool {
namespace {

using google::protobuf::util::TimeUtil;
using verification::v1::VerifyReportRequest;
using verification::v1::VerifyReportResponse;

struct VerifyOptions {
  std::string file;
  std::optional<std::string> number;
  std::optional<std::string> qr_text;
  std::optional<std::string> pdf_sha256;
  bool offline = false;
  std::string keys;
  std::string status_list;
  std::optional<absl::Time> at;
};

absl::StatusOr<VerifyReportRequest> Presented(const VerifyOptions& options) {
  VerifyReportRequest request;
  if (options.number.has_value()) {
    request.set_report_number(*options.number);
  } else if (options.qr_text.has_value()) {
    request.set_qr_text(*options.qr_text);
  } else if (options.pdf_sha256.has_value()) {
    request.set_pdf_sha256(*options.pdf_sha256);
  } else {
    return PresentedIn(options.file);
  }
  return request;
}

// What was true once is not what is true.
std::string ArchivedText(absl::Time at) {
  return absl::StrCat(
      "注意：这是按 --at 指定的 ",
      TimeText(TimeUtil::SecondsToTimestamp(absl::ToUnixSeconds(at))),
      " 和当时的状态清单核验的，此后是否被撤销请联网核验。");
}

absl::Status NoKeys(const std::string& folder, const absl::Status& why) {
  return absl::Status(
      why.code(),
      absl::StrCat("“", folder,
                   "” 不能用作公钥目录，请向平台索取完整的目录 / no key "
                   "directory: ",
                   why.message()));
}

absl::StatusOr<VerifyReportResponse> VerifyOffline(
    const VerifyOptions& options, const VerifyReportRequest& request) {
  const absl::StatusOr<report::IssuerKeys> read =
      report::LoadIssuerKeys(options.keys);
  if (!read.ok()) return NoKeys(options.keys, read.status());
  const report::IssuerKeys& keys = *read;
  std::optional<StatusLists> lists;
  if (!options.status_list.empty()) {
    ASSIGN_OR_RETURN(lists,
                     StatusLists::Read(options.status_list, options.keys,
                                       options.at.value_or(absl::Now())));
  }
  const StatusLists* const given = lists ? &*lists : nullptr;
  VerifyReportResponse response =
      request.has_pdf() ? VerifyPdfOffline(request.pdf(), keys, given)
                        : VerifyQrOffline(request.qr_text(), keys, given);
  if (request.from_photo()) {
    response.mutable_message()->append(
        "图片里只识别了二维码，没有核对页面上的文字。");
  }
  if (options.at) response.mutable_message()->append(ArchivedText(*options.at));
  return response;
}

absl::StatusOr<int> RunVerify(const Tool& tool, const VerifyOptions& options) {
  ASSIGN_OR_RETURN(const VerifyReportRequest request, Presented(options));
  VerifyReportResponse response;
  if (options.offline) {
    ASSIGN_OR_RETURN(response, VerifyOffline(options, request));
  } else {
    ASSIGN_OR_RETURN(const Connection connection,
                     Connection::Open(tool.config_file));
    ASSIGN_OR_RETURN(response, VerifyOnline(connection, request));
  }
  if (tool.json) {
    PrintJson(VerificationJson(response));
  } else {
    PrintVerification(response);
  }
  return VerificationExitStatus(response.authenticity());
}

// One thing is presented; off line, something that carries a signature.
void AddOptions(CLI::App& command, VerifyOptions& options) {
  CLI::Option_group& presented =
      *command.add_option_group("presented", "四者之一 / one of these");
  presented.add_option("file", options.file,
                       "PDF 文件；扫描件或照片（PNG、JPEG）只核对其中的二维码");
  CLI::Option* number =
      presented.add_option("--number", options.number, "报告编号");
  presented.add_option("--qr", options.qr_text, "二维码内容");
  CLI::Option* sha256 = AddParsed(presented, "--sha256", options.pdf_sha256,
                                  ParseSha256, "PDF 文件的 SHA-256 校验值");
  presented.require_option(1);
  CLI::Option* keys = AddParsed(command, "--keys", options.keys, WordsArgument,
                                "公钥目录 the issuer's public keys");
  CLI::Option* offline = command
                             .add_flag("--offline", options.offline,
                                       "脱机核验，只用公钥 / asks nobody")
                             ->needs(keys)
                             ->excludes(number)
                             ->excludes(sha256);
  keys->needs(offline);
  // An empty one, of a script's variable, must not pass what was revoked.
  CLI::Option* status_list =
      AddParsed(command, "--status-list", options.status_list, WordsArgument,
                "状态清单文件，脱机得知有无撤销 / what was revoked")
          ->needs(offline);
  AddParsed(command, "--at", options.at, TimeArgument,
            "按这一时刻判断状态清单是否有效，缺省为现在 / when the status list "
            "is used, such as \"2026-11-23 09:30:00\"")
      ->needs(status_list);
}

}  // namespace

void AddVerify(Tool& tool) {
  auto options = std::make_shared<VerifyOptions>();
  CLI::App* command =
      tool.app.add_subcommand("verify", "核验报告 / verifies a report");
  AddOptions(*command, *options);
  command->footer(
      "Example: creditproof verify report.pdf\n"
      "         creditproof verify photo.jpg\n"
      "         creditproof verify --qr \"$(zbarimg -q --raw page.png)\" "
      "--offline --keys keys\n"
      "         creditproof verify report.pdf --offline --keys keys "
      "--status-list today.status\n"
      "         creditproof verify report.pdf --offline --keys keys "
      "--status-list archived.status --at \"2026-11-23 09:30:00\"\n"
      "Exit status: 0 genuine, 3 not genuine or altered, 4 genuine but "
      "changed since, superseded or revoked, 5 cannot tell");
  command->callback([&tool, options] {
    tool.run = [&tool, options] { return RunVerify(tool, *options); };
  });
}

}  // namespace creditproof::tool
