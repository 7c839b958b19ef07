// What coroutines over a client's connection wait with.
#pragma once

#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <memory>
#include <optional>
#include <utility>

#include "absl/time/time.h"
#include "services/gateway/pending.h"

namespace creditproof::gateway {

// What is awaited with this ends at an error, and throws none.
inline auto Into(boost::beast::error_code& error) {
  return boost::asio::redirect_error(boost::asio::use_awaitable, error);
}

// What is read or written from now on has so long.
template <typename Stream>
void Allow(Stream& stream, absl::Duration time) {
  boost::beast::get_lowest_layer(stream).expires_after(
      absl::ToChronoNanoseconds(time));
}

// Lets something that calls back be waited for: `start` gets the callback.
template <typename Result, typename Start>
boost::asio::awaitable<Result> WaitFor(Pending& callbacks, Start start) {
  const auto executor = co_await boost::asio::this_coro::executor;
  const auto result = std::make_shared<std::optional<Result>>();
  co_await boost::asio::async_initiate<const boost::asio::use_awaitable_t<>,
                                       void()>(
      [&](auto handler) {
        const auto shared =
            std::make_shared<decltype(handler)>(std::move(handler));
        // `pending` goes last: with `shared` a whole connection may go.
        start([pending = callbacks.Begin(), executor, result,
               shared](Result value) {
          *result = std::move(value);
          boost::asio::post(executor, [shared] { std::move (*shared)(); });
        });
      },
      boost::asio::use_awaitable);
  co_return **std::move(result);
}

}  // namespace creditproof::gateway
