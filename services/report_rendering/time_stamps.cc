#include "services/report_rendering/time_stamps.h"

#include <memory>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/base/date.h"
#include "libs/base/files.h"
#include "libs/base/status_macros.h"
#include "libs/crypto/random.h"
#include "libs/rpc/config.h"

namespace creditproof::report_rendering {
namespace {

using report::NoTimeStamp;

constexpr std::size_t kNonceBytes = 8;
constexpr std::size_t kMostAnswerBytes = 64 * 1024;
constexpr std::uint32_t kUsualTimeout = 3'000;    // milliseconds
constexpr std::uint32_t kLongestTimeout = 5'000;  // a call has 10 s

absl::Status In(absl::string_view field, const absl::Status& status) {
  if (status.ok()) return status;
  return absl::Status(status.code(), absl::StrCat("time_stamp_server.", field,
                                                  ": ", status.message()));
}

std::string Shown(absl::Time time) {
  return absl::FormatTime("%Y-%m-%d %H:%M:%S", time, base::ChinaTime());
}

absl::StatusOr<http::Target> ReadTarget(
    const config::v1::TimeStampServer& server,
    const std::filesystem::path& folder) {
  RETURN_IF_ERROR(In("url", http::CheckUrl(server.url())));
  if (server.timeout_ms() > kLongestTimeout) {
    return In("timeout_ms",
              absl::InvalidArgumentError(absl::StrCat(
                  "is ", server.timeout_ms(), ", at most ", kLongestTimeout)));
  }
  const std::uint32_t timeout =
      server.timeout_ms() == 0 ? kUsualTimeout : server.timeout_ms();
  return http::Target{server.url(), "application/timestamp-query",
                      server.ca_file().empty()
                          ? ""
                          : rpc::Resolve(folder, server.ca_file()).string(),
                      absl::Milliseconds(timeout), kMostAnswerBytes};
}

absl::StatusOr<report::Stamper> ReadStamper(const std::filesystem::path& file) {
  ASSIGN_OR_RETURN(const std::string pem, base::ReadFile(file));
  return report::Stamper::FromPem(pem);
}

}  // namespace

absl::StatusOr<std::string> TimeStamps::operator()(
    absl::string_view signature) {
  const absl::Status may = may_stamp_();
  if (!may.ok()) return NoTimeStamp(may.message());
  const std::string nonce = crypto::RandomBytes(kNonceBytes);
  const absl::StatusOr<std::string> answer =
      Ask(report::TimeStampRequest(signature, nonce));
  if (!answer.ok()) return NoTimeStamp(answer.status().message());
  absl::StatusOr<std::string> token =
      stamper_.ReadAnswer(*answer, signature, nonce);
  if (!token.ok()) return NoTimeStamp(token.status().message());
  const absl::Time stamped = stamper_.TimeOf(*token, signature).value();
  const absl::Time now = clock_();
  if (absl::AbsDuration(stamped - now) > kMostSkew) {
    return NoTimeStamp(absl::StrCat("the time stamp server says it is ",
                                    Shown(stamped), ", here it is ", Shown(now),
                                    ": one of the clocks is wrong"));
  }
  return token;
}

absl::StatusOr<std::string> TimeStamps::Ask(absl::string_view request) {
  {
    const std::lock_guard lock(mutex_);
    // A clock that was put back proves nothing.
    if (absl::AbsDuration(clock_() - failed_at_) < kPause) {
      return absl::UnavailableError(
          absl::StrCat(server_.url, " did not answer a moment ago"));
    }
  }
  absl::StatusOr<std::string> answer = http::Post(server_, request);
  if (!answer.ok()) {
    const std::lock_guard lock(mutex_);
    failed_at_ = clock_();
  }
  return answer;
}

absl::Status AddTimeStamps(const config::v1::ReportRendering& config,
                           const std::filesystem::path& folder,
                           report::KeySource keys, base::Clock clock,
                           report::CmsSigner& signer) {
  if (!config.has_time_stamp_server()) return absl::OkStatus();
  const config::v1::TimeStampServer& server = config.time_stamp_server();
  ASSIGN_OR_RETURN(http::Target target, ReadTarget(server, folder));
  const absl::StatusOr<report::Stamper> stamper =
      ReadStamper(rpc::Resolve(folder, server.certificate_file()));
  if (!stamper.ok()) return In("certificate_file", stamper.status());
  const auto may_stamp = [key = stamper->key().fingerprint(),
                          keys = std::move(keys)] {
    return keys()->history.CheckActive(key, keys::v1::Key::PURPOSE_TIME_STAMP);
  };
  RETURN_IF_ERROR(In("certificate_file", may_stamp()));
  const auto stamps = std::make_shared<TimeStamps>(std::move(target), *stamper,
                                                   may_stamp, std::move(clock));
  signer.AddTimeStamps(*stamper, [stamps](absl::string_view signature) {
    return (*stamps)(signature);
  });
  return absl::OkStatus();
}

}  // namespace creditproof::report_rendering
