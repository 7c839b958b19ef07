#include "libs/http/request.h"

#include <curl/curl.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace creditproof::http {
namespace {

constexpr long kOk = 200;

template <typename T, void (*kFree)(T*)>
struct FreeWith {
  void operator()(T* handle) const { kFree(handle); }
};
using Call = std::unique_ptr<CURL, FreeWith<CURL, curl_easy_cleanup>>;
using Headers =
    std::unique_ptr<curl_slist, FreeWith<curl_slist, curl_slist_free_all>>;
using Url = std::unique_ptr<CURLU, FreeWith<CURLU, curl_url_cleanup>>;

// curl's own first use is not thread-safe in every version.
void InitialiseOnce() {
  [[maybe_unused]] static const CURLcode kDone =
      curl_global_init(CURL_GLOBAL_DEFAULT);
}

struct Answer {
  const std::size_t most_bytes;
  std::string body;
};

// curl gives up when less is taken than there is.
std::size_t Take(const char* bytes, std::size_t, std::size_t count,
                 void* answer) {
  auto& taken = *static_cast<Answer*>(answer);
  if (count > taken.most_bytes - taken.body.size()) return 0;
  taken.body.append(bytes, count);
  return count;
}

void Prepare(CURL* call, const Target& target, Answer& answer) {
  // 0 would mean for ever.
  const long timeout =
      std::max<long>(1, absl::ToInt64Milliseconds(target.timeout));
  curl_easy_setopt(call, CURLOPT_URL, target.url.c_str());
  curl_easy_setopt(call, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(call, CURLOPT_PROXY, "");
  curl_easy_setopt(call, CURLOPT_TIMEOUT_MS, timeout);
  curl_easy_setopt(call, CURLOPT_CONNECTTIMEOUT_MS, timeout);
  // No signals in a program with threads; and a name that nobody resolves is
  // not waited for beyond the time-out.
  curl_easy_setopt(call, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(call, CURLOPT_QUICK_EXIT, 1L);
  curl_easy_setopt(call, CURLOPT_WRITEFUNCTION, Take);
  curl_easy_setopt(call, CURLOPT_WRITEDATA, &answer);
  if (!target.ca_file.empty()) {
    curl_easy_setopt(call, CURLOPT_CAINFO, target.ca_file.c_str());
  }
}

absl::Status Failed(const Target& target, absl::string_view why) {
  return absl::UnavailableError(absl::StrCat(target.url, ": ", why));
}

// `answer` is what the call was prepared with.
absl::StatusOr<std::string> Perform(CURL* call, const Target& target,
                                    Answer& answer) {
  const CURLcode code = curl_easy_perform(call);
  if (code == CURLE_WRITE_ERROR) {
    return Failed(target, absl::StrCat("the answer is longer than ",
                                       target.most_bytes, " bytes"));
  }
  if (code != CURLE_OK) return Failed(target, curl_easy_strerror(code));
  long status = 0;
  curl_easy_getinfo(call, CURLINFO_RESPONSE_CODE, &status);
  if (status == kOk) return std::move(answer.body);
  return Failed(target, absl::StrCat("HTTP status ", status));
}

// Empty when the URL has none, or is no URL.
std::string PartOf(const std::string& url, CURLUPart part) {
  const Url parsed(curl_url());
  char* text = nullptr;
  if (curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK ||
      curl_url_get(parsed.get(), part, &text, 0) != CURLUE_OK) {
    return "";
  }
  std::string read = text;
  curl_free(text);
  return read;
}

}  // namespace

absl::Status CheckUrl(const std::string& url) {
  const std::string scheme = PartOf(url, CURLUPART_SCHEME);
  if (scheme == "http" || scheme == "https") return absl::OkStatus();
  if (scheme.empty()) {
    return absl::InvalidArgumentError(absl::StrCat(url, " is no URL"));
  }
  return absl::InvalidArgumentError(
      absl::StrCat(url, " is neither http:// nor https://"));
}

absl::Status CheckSecureUrl(const std::string& url) {
  if (absl::Status status = CheckUrl(url); !status.ok()) return status;
  const std::string host = PartOf(url, CURLUPART_HOST);
  if (PartOf(url, CURLUPART_SCHEME) == "https" || host == "127.0.0.1" ||
      host == "[::1]" || host == "localhost") {
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(
      absl::StrCat(url, " is not https://, and not of this machine"));
}

absl::StatusOr<std::string> Post(const Target& target, absl::string_view body) {
  InitialiseOnce();
  const Call call(curl_easy_init());
  if (!call) return Failed(target, "no memory for the call");
  Answer answer{target.most_bytes, ""};
  Prepare(call.get(), target, answer);
  // Without Expect curl would wait for a 100 that some servers never send.
  const std::string type = absl::StrCat("Content-Type: ", target.content_type);
  Headers headers(curl_slist_append(nullptr, type.c_str()));
  curl_slist_append(headers.get(), "Expect:");
  curl_easy_setopt(call.get(), CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(call.get(), CURLOPT_POSTFIELDSIZE,
                   static_cast<long>(body.size()));
  curl_easy_setopt(call.get(), CURLOPT_POSTFIELDS, body.data());
  return Perform(call.get(), target, answer);
}

absl::StatusOr<std::string> Get(const Target& target) {
  InitialiseOnce();
  const Call call(curl_easy_init());
  if (!call) return Failed(target, "no memory for the call");
  Answer answer{target.most_bytes, ""};
  Prepare(call.get(), target, answer);
  return Perform(call.get(), target, answer);
}

}  // namespace creditproof::http
