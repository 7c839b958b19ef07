#include "services/gateway/pages.h"

#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "libs/base/files.h"
#include "libs/base/status_macros.h"
#include "libs/crypto/digest.h"
#include "libs/deflate/deflate.h"

namespace creditproof::gateway {
namespace {

constexpr int kBest = 12;
constexpr char kIndex[] = "/index.html";

const char* TypeOf(absl::string_view path) {
  static const std::map<std::string, const char*> kTypes = {
      {".css", "text/css; charset=utf-8"},
      {".html", "text/html; charset=utf-8"},
      {".ico", "image/x-icon"},
      {".jpg", "image/jpeg"},
      {".js", "text/javascript; charset=utf-8"},
      {".json", "application/json"},
      {".map", "application/json"},
      {".mjs", "text/javascript; charset=utf-8"},
      {".pdf", "application/pdf"},
      {".png", "image/png"},
      {".svg", "image/svg+xml"},
      {".txt", "text/plain; charset=utf-8"},
      {".wasm", "application/wasm"},
      {".webmanifest", "application/manifest+json"},
      {".webp", "image/webp"},
      {".woff2", "font/woff2"}};
  const std::size_t dot = path.rfind('.');
  const auto found = kTypes.find(
      std::string(dot == absl::string_view::npos ? "" : path.substr(dot)));
  return found == kTypes.end() ? "application/octet-stream" : found->second;
}

}  // namespace

Pages::Page Pages::Read(const std::string& path, std::string bytes) {
  Page page;
  page.type = TypeOf(path);
  page.gzip = deflate::Gzip(bytes, kBest);
  if (page.gzip.size() >= bytes.size()) page.gzip.clear();
  page.etag = absl::StrCat(
      "\"", absl::BytesToHexString(crypto::Sha256(bytes).substr(0, 8)), "\"");
  page.for_ever = absl::StartsWith(path, "/assets/");
  page.bytes = std::move(bytes);
  return page;
}

absl::StatusOr<Pages> Pages::Load(const std::filesystem::path& folder) {
  Pages pages;
  if (folder.empty()) return pages;
  std::error_code error;
  for (std::filesystem::recursive_directory_iterator file(folder, error), end;
       !error && file != end; file.increment(error)) {
    if (!file->is_regular_file()) continue;
    const std::string path = absl::StrCat(
        "/", std::filesystem::relative(file->path(), folder).string());
    ASSIGN_OR_RETURN(std::string bytes, base::ReadFile(file->path()));
    pages.pages_[path] = Read(path, std::move(bytes));
  }
  if (pages.File(kIndex) != nullptr) return pages;
  return absl::NotFoundError(
      absl::StrCat("portal_directory: no index.html in ", folder.string()));
}

const std::string* Pages::File(const std::string& path) const {
  const auto found = pages_.find(path);
  return found == pages_.end() ? nullptr : &found->second.bytes;
}

const Pages::Page* Pages::Meant(const std::string& path) const {
  const auto at = [this](const std::string& name) -> const Page* {
    const auto found = pages_.find(name);
    return found == pages_.end() ? nullptr : &found->second;
  };
  if (const Page* file = at(path)) return file;
  if (absl::StartsWithIgnoreCase(path, "/V/")) return at(kIndex);
  if (const Page* page = at(path + ".html")) return page;
  if (const Page* page =
          at(absl::StrCat(absl::StripSuffix(path, "/"), kIndex))) {
    return page;
  }
  for (const char* known :
       {"/apply", "/refused", "/reports", "/verify", "/guide"}) {
    if (path == known) return at(kIndex);
  }
  return nullptr;
}

std::optional<Answer> Pages::Find(const Request& request) const {
  const Page* page = Meant(request.path);
  if (page == nullptr) return {};
  Answer answer;
  answer.fields = {
      {"etag", page->etag},
      {"vary", "accept-encoding"},
      {"cache-control",
       page->for_ever ? "public, max-age=31536000, immutable" : "no-cache"}};
  if (absl::StrContains(request.field("if-none-match"), page->etag)) {
    answer.status = 304;
    return answer;
  }
  answer.fields.emplace_back("content-type", page->type);
  const bool packed =
      !page->gzip.empty() &&
      absl::StrContains(request.field("accept-encoding"), "gzip");
  if (packed) answer.fields.emplace_back("content-encoding", "gzip");
  answer.body = packed ? page->gzip : page->bytes;
  return answer;
}

}  // namespace creditproof::gateway
