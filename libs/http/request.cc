#include "libs/http/post.h"

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

void Prepare(CURL* call, const Target& target, absl::string_view body) {
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
  curl_easy_setopt(call, CURLOPT_POSTFIELDSIZE, static_cast<long>(body.size()));
  curl_easy_setopt(call, CURLOPT_POSTFIELDS, body.data());
  if (!target.ca_file.empty()) {
    curl_easy_setopt(call, CURLOPT_CAINFO, target.ca_file.c_str());
  }
}

absl::Status Failed(const Target& target, absl::string_view why) {
  return absl::UnavailableError(absl::StrCat(target.url, ": ", why));
}

}  // namespace

absl::Status CheckUrl(const std::string& url) {
  const Url parsed(curl_url());
  char* scheme = nullptr;
  if (curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK ||
      curl_url_get(parsed.get(), CURLUPART_SCHEME, &scheme, 0) != CURLUE_OK) {
    return absl::InvalidArgumentError(absl::StrCat(url, " is no URL"));
  }
  const std::string read = scheme;
  curl_free(scheme);
  if (read == "http" || read == "https") return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat(url, " is neither http:// nor https://"));
}

absl::StatusOr<std::string> Post(const Target& target, absl::string_view body) {
  InitialiseOnce();
  const Call call(curl_easy_init());
  if (!call) return Failed(target, "no memory for the call");
  Prepare(call.get(), target, body);
  // Without Expect curl would wait for a 100 that some servers never send.
  const std::string type = absl::StrCat("Content-Type: ", target.content_type);
  Headers headers(curl_slist_append(nullptr, type.c_str()));
  curl_slist_append(headers.get(), "Expect:");
  curl_easy_setopt(call.get(), CURLOPT_HTTPHEADER, headers.get());
  Answer answer{target.most_bytes, ""};
  curl_easy_setopt(call.get(), CURLOPT_WRITEFUNCTION, Take);
  curl_easy_setopt(call.get(), CURLOPT_WRITEDATA, &answer);

  const CURLcode code = curl_easy_perform(call.get());
  if (code == CURLE_WRITE_ERROR) {
    return Failed(target, absl::StrCat("the answer is longer than ",
                                       target.most_bytes, " bytes"));
  }
  if (code != CURLE_OK) return Failed(target, curl_easy_strerror(code));
  long status = 0;
  curl_easy_getinfo(call.get(), CURLINFO_RESPONSE_CODE, &status);
  if (status == kOk) return std::move(answer.body);
  return Failed(target, absl::StrCat("HTTP status ", status));
}

}  // namespace creditproof::http
