// Answers, as HTTP/1.1 carries them (RFC 9112). For connection.cc.
#pragma once

#include <array>
#include <boost/asio/socket_base.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "libs/base/log.h"
#include "services/gateway/awaiting.h"
#include "services/gateway/connection.h"
#include "services/gateway/problem.h"

namespace creditproof::gateway {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using boost::beast::error_code;

// What a request is read with.
using Parser = http::request_parser<http::buffer_body>;

// gcc 12 destroys twice what braces or && make within an expression that
// awaits: where this is used, such expressions hold calls only.
inline Answer Refusal(int status, const char* reason,
                      const std::string& detail) {
  return AnswerOf({status, reason, detail});
}

// To one client. Used from one coroutine at a time.
template <typename Stream>
class AnswerWriter {
 public:
  // Both must outlive it.
  AnswerWriter(Stream& stream, const Shared& shared)
      : stream_(stream), shared_(shared) {}

  // To the request that `parser` read, or gave up. False when the connection is
  // to end.
  asio::awaitable<bool> Send(const Parser& parser, Answer answer) {
    if (answer.more) co_return co_await SendPieces(parser, std::move(answer));
    const bool is_head = parser.get().method() == http::verb::head;
    auto response = Begin<http::string_body>(parser, answer);
    response.content_length(answer.body.size());
    if (!is_head) response.body() = std::move(answer.body);
    Allow(stream_, limits().write_time);
    error_code error;
    co_await http::async_write(stream_, response, Into(error));
    if (error) co_return false;
    if (!parser.is_done()) co_await Linger();
    co_return response.keep_alive();
  }

 private:
  static constexpr std::size_t kLingerBytes = 16 << 20;
  static constexpr absl::Duration kLingerTime = absl::Seconds(2);

  const Limits& limits() const { return shared_.listener.limits; }

  template <typename Body>
  http::response<Body> Begin(const Parser& parser, const Answer& answer) {
    http::response<Body> response(
        http::int_to_status(static_cast<unsigned>(answer.status)), 11);
    for (const auto& [name, value] : shared_.listener.fields) {
      response.set(name, value);
    }
    for (const auto& [name, value] : answer.fields) {
      response.insert(name, value);
    }
    response.keep_alive(parser.is_done() && parser.get().keep_alive() &&
                        !shared_.stopping);
    return response;
  }

  // Chunked. Without the last chunk, which tells a client that it has all, when
  // not all could be had.
  asio::awaitable<bool> SendPieces(const Parser& parser, Answer answer) {
    if (parser.get().version() < 11) {
      co_return co_await Send(parser,
                              Refusal(505, "HTTP_VERSION", "use HTTP/1.1"));
    }
    auto response = Begin<http::buffer_body>(parser, answer);
    response.chunked(true);
    response.body().more = true;
    http::response_serializer<http::buffer_body> serializer(response);
    Allow(stream_, limits().write_time);
    error_code error;
    co_await http::async_write_header(stream_, serializer, Into(error));
    std::string piece = std::move(answer.body);
    while (!error) {
      if (!piece.empty()) {
        response.body().data = piece.data();
        response.body().size = piece.size();
        Allow(stream_, limits().write_time);
        co_await http::async_write(stream_, serializer, Into(error));
        if (error == http::error::need_buffer) error = {};
        if (error) break;
      }
      absl::StatusOr<std::string> next = co_await NextOf(*answer.more);
      if (!next.ok()) {
        base::Log(base::Severity::kWarning, "answer_cut_short",
                  {{"code", absl::StatusCodeToString(next.status().code())}});
        break;
      }
      if (next->empty()) co_return co_await Finish(response, serializer);
      piece = *std::move(next);
    }
    Break();
    co_return false;
  }

  asio::awaitable<absl::StatusOr<std::string>> NextOf(Pieces& pieces) {
    co_return co_await WaitFor<absl::StatusOr<std::string>>(
        shared_.callbacks,
        [&](Pieces::Then then) { pieces.Next(std::move(then)); });
  }

  template <typename Response, typename Serializer>
  asio::awaitable<bool> Finish(Response& response, Serializer& serializer) {
    response.body().data = nullptr;
    response.body().more = false;
    Allow(stream_, limits().write_time);
    error_code error;
    co_await http::async_write(stream_, serializer, Into(error));
    co_return !error && response.keep_alive();
  }

  // A reset, which no client takes for an end.
  void Break() {
    error_code ignored;
    auto& socket = beast::get_lowest_layer(stream_).socket();
    socket.set_option(asio::socket_base::linger(true, 0), ignored);
    socket.close(ignored);
  }

  // Without this the kernel would answer what the client still sends with a
  // reset, and the client might never see our answer.
  asio::awaitable<void> Linger() {
    auto& socket = beast::get_lowest_layer(stream_).socket();
    error_code error;
    socket.shutdown(asio::ip::tcp::socket::shutdown_send, error);
    Allow(stream_, kLingerTime);
    std::array<char, 16 * 1024> ignored;
    for (std::size_t total = 0; !error && total < kLingerBytes;) {
      const std::size_t read =
          co_await beast::get_lowest_layer(stream_).async_read_some(
              asio::buffer(ignored), Into(error));
      total += read;
    }
  }

  Stream& stream_;
  const Shared& shared_;
};

}  // namespace creditproof::gateway
