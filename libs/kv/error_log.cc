#include "libs/kv/error_log.h"

#include <array>
#include <cstdarg>
#include <cstdio>
#include <cstring>

namespace creditproof::kv {
namespace {

constexpr std::size_t kLongestLine = 1000;

class ErrorLog final : public rocksdb::Logger {
 public:
  ErrorLog() : Logger(rocksdb::InfoLogLevel::WARN_LEVEL) {}

  using Logger::Logv;
  void Logv(const char* format, va_list arguments) override {
    std::array<char, kLongestLine> line;
    std::vsnprintf(line.data(), line.size(), format, arguments);
    const int length = static_cast<int>(std::strcspn(line.data(), "\n"));
    std::fprintf(stderr, "rocksdb: %.*s\n", length, line.data());
  }

  // What is said at every start.
  void LogHeader(const char*, va_list) override {}
};

}  // namespace

std::shared_ptr<rocksdb::Logger> MakeErrorLog() {
  return std::make_shared<ErrorLog>();
}

}  // namespace creditproof::kv
